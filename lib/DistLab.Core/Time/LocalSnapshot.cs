using System.Globalization;
using DistLab.Protocols;

namespace DistLab.Time;

/// <summary>One node's part of a snapshot; the node outputs it when it is complete.</summary>
/// <param name="Number">The number of the snapshot.</param>
/// <param name="Node">Whose part it is.</param>
/// <param name="State">The node's recorded state.</param>
/// <param name="Open">From whom no marker has come yet; nobody, once it is complete.</param>
/// <param name="Messages">The recorded state of the channels that lead to the node: what was under way.</param>
public sealed record LocalSnapshot<TState, TMessage>(int Number, NodeId Node, TState State, NodeSet Open, ValueList<ChannelMessage<TMessage>> Messages)
    where TState : class
    where TMessage : class
{
    /// <summary>For example <c>snapshot 1: 80 €, under way 20 €</c>.</summary>
    public override string ToString()
    {
        var channels = Messages.Count == 0 ? "" : $", under way {string.Join(", ", Messages.Select(message => message.Content))}";
        return string.Create(CultureInfo.InvariantCulture, $"snapshot {Number}: {State}{channels}");
    }
}
