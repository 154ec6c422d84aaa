using System.Globalization;

namespace DistLab.Models;

/// <summary>What travels in a <see cref="ContentService"/>.</summary>
public abstract record ContentMessage
{
    private static readonly ServeTimer TheServe = new();

    private protected ContentMessage()
    {
    }

    internal static ContentMessage Serve => TheServe;

    /// <summary>From outside to a client: its user wants an item.</summary>
    /// <param name="Item">Which one, from 0.</param>
    public sealed record Want(int Item) : ContentMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"want {Item}");
    }

    /// <summary>Give me an item.</summary>
    /// <param name="Number">The asker's number of this request.</param>
    /// <param name="Item">Which item.</param>
    public sealed record Ask(int Number, int Item) : ContentMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"get {Item}");
    }

    /// <summary>Here it is.</summary>
    /// <param name="Number">The asker's number of the request.</param>
    /// <param name="Item">Which item.</param>
    public sealed record Answer(int Number, int Item) : ContentMessage
    {
        /// <inheritdoc/>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"item {Item}");
    }

    internal sealed record ServeTimer : ContentMessage
    {
        public override string ToString() => "served";
    }

    internal sealed record Silence(int Number) : ContentMessage
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"no answer to {Number}");
    }
}
