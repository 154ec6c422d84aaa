using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Publishes what cells put out as belonging to the latest request for execution.</summary>
internal sealed class KernelOutput : ICellOutputSink
{
    private readonly IoPub _ioPub;
    private readonly StreamText _text;
    private readonly string _session;
    private Request _request = new(JupyterMessage.NoHeader, Silent: true);
    private volatile bool _interrupted;

    internal KernelOutput(IoPub ioPub, string session)
    {
        _ioPub = ioPub;
        _session = session;
        _text = new StreamText((error, text) =>
            Publish("stream", new JsonObject { ["name"] = error ? "stderr" : "stdout", ["text"] = text }));
    }

    /// <summary>From here on, outputs belong to a request.</summary>
    /// <param name="parent">The request's header.</param>
    /// <param name="silent">Whether its outputs are to be seen by nobody.</param>
    internal void Begin(byte[] parent, bool silent) => _text.FlushAnd(() =>
    {
        _request = new Request(parent, silent);
        _interrupted = false;
    });

    /// <summary>What the cell has put out so far no longer waits for a front end that is behind: the cell has to come to its end.</summary>
    internal void Interrupt()
    {
        _interrupted = true;
        _ioPub.Wake();
    }

    internal void Flush() => _text.Flush();

    public void Print(bool error, string text) => _text.Write(error, text);

    public void Display(MimeBundle bundle, string displayId) => Publish("display_data", bundle, displayId);

    public void Update(MimeBundle bundle, string displayId) => Publish("update_display_data", bundle, displayId);

    public void ClearOutput(bool wait) =>
        _text.FlushAnd(() => Publish("clear_output", new JsonObject { ["wait"] = wait }));

    private void Publish(string type, MimeBundle bundle, string displayId) => _text.FlushAnd(() => Publish(type, new JsonObject
    {
        ["data"] = bundle.ToJson(),
        ["metadata"] = new JsonObject(),
        // A kernel that is restarted counts from 1 again, and must not change what the one before it showed.
        ["transient"] = new JsonObject { ["display_id"] = $"{_session}-{displayId}" },
    }));

    private void Publish(string type, JsonObject content)
    {
        if (!_request.Silent)
            _ioPub.Publish(type, _request.Parent, content, () => _interrupted);
    }

    private sealed record Request(byte[] Parent, bool Silent);
}
