using System.Globalization;

namespace DistLab.Models;

/// <summary>What travels in a <see cref="MaskedRequest"/>: a number, and a checksum over it.</summary>
/// <param name="IsAnswer">Whether it is an answer; otherwise the question.</param>
/// <param name="Value">The number that is to be squared, or that has been.</param>
/// <param name="Checksum">What the sender computed over the number.</param>
public sealed record MaskedMessage(bool IsAnswer, int Value, int Checksum)
{
    private const int Modulus = 251;

    /// <summary>Whether the checksum is the number's.</summary>
    public bool IsWhole => Checksum == ChecksumOf(Value);

    internal static MaskedMessage TimeIsOver { get; } = new(false, -1, -1);

    /// <summary>The question: what is the square of a number?</summary>
    public static MaskedMessage Question(int value) => new(false, value, ChecksumOf(value));

    /// <summary>The answer.</summary>
    public static MaskedMessage Answer(int value) => new(true, value, ChecksumOf(value));

    /// <summary>What a disturbed line makes of a message: one bit of the number is another, and the checksum stays as it was.</summary>
    /// <param name="message">The message as it was sent.</param>
    /// <param name="choose">Which bit.</param>
    public static MaskedMessage Noise(MaskedMessage message, Func<int, int> choose)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(choose);
        return message with { Value = message.Value ^ (1 << choose(7)) };
    }

    /// <summary>What a liar says: another number, with the checksum that belongs to it. All liars tell the same lie, the worst case for a vote.</summary>
    /// <param name="message">The truth.</param>
    /// <param name="choose">Not used.</param>
    public static MaskedMessage Lie(MaskedMessage message, Func<int, int> choose)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Answer(message.Value + 1);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        ReferenceEquals(this, TimeIsOver) ? "the time is over" : string.Create(CultureInfo.InvariantCulture, $"{(IsAnswer ? "" : "square of ")}{Value}");

    private static int ChecksumOf(int value) => ((value % Modulus) + Modulus) % Modulus;
}
