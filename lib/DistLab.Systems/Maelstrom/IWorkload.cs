using System.Text.Json.Nodes;
using DistLab.Protocols;

namespace DistLab.Systems.Maelstrom;

/// <summary>How a workload's requests become a protocol's messages, and its outputs become answers.</summary>
/// <typeparam name="TState">What one node remembers.</typeparam>
/// <typeparam name="TMessage">What nodes send to each other.</typeparam>
internal interface IWorkload<TState, TMessage>
    where TState : class
    where TMessage : class
{
    /// <summary>The protocol, for so many nodes.</summary>
    Protocol<TState, TMessage> Protocol(int nodes);

    /// <summary>A client's request as a message.</summary>
    /// <param name="body">What the client sent.</param>
    /// <param name="request">The number that the answer is to bear.</param>
    /// <param name="names">What the nodes are called.</param>
    /// <returns>The message; null for a type of request that the workload does not have.</returns>
    /// <exception cref="MaelstromError">The request is malformed.</exception>
    TMessage? Request(RequestBody body, long request, NodeNames names);

    /// <summary>An output as an answer; null of one that is none.</summary>
    WorkloadAnswer? Answer(object output);
}

/// <summary>An answer on its way to a client.</summary>
/// <param name="Request">The number that the request was given.</param>
/// <param name="Body">Makes the answer's body, given the request's; it throws a <see cref="MaelstromError"/> where the answer is one.</param>
internal readonly record struct WorkloadAnswer(long Request, Func<RequestBody, JsonObject> Body);
