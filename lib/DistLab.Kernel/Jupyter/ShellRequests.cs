using System.Text.Json;
using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Answers what front ends ask on the shell channel, in the order in which it came.</summary>
internal sealed class ShellRequests(Task<CSharpEngine> engine, CellExecutor executor, IoPub ioPub, Inbox inbox, KernelLog log)
{
    private const int GraceMilliseconds = 10;
    private long _abortedUpTo;

    /// <summary>Does what is asked.</summary>
    /// <param name="request">The request.</param>
    /// <param name="number">Its number in the inbox.</param>
    /// <returns>The content of the reply; null if there is none.</returns>
    /// <exception cref="InvalidRequestException">The content is not what is agreed.</exception>
    internal JsonObject? Answer(JupyterMessage request, long number)
    {
        var content = request.Content;
        switch (request.Type)
        {
            case "execute_request":
                return Execute(request, number);
            case "kernel_info_request":
                return KernelInfo.Reply();
            case "complete_request":
                return Complete(content.Text("code"), content.Number("cursor_pos", int.MaxValue));
            case "inspect_request":
                return Inspect(content.Text("code"), content.Number("cursor_pos", int.MaxValue), content.Number("detail_level", 0));
            case "is_complete_request":
                return IsComplete(content.Text("code"));
            case "history_request":
                return new JsonObject { ["status"] = "ok", ["history"] = FindHistory(content) };
            case "comm_info_request":
                return new JsonObject { ["status"] = "ok", ["comms"] = new JsonObject() };
            case "comm_open":
                // No target is known here; without this answer the front end would wait for its other half.
                ioPub.PublishNow("comm_close", request.Header, new JsonObject { ["comm_id"] = content.Text("comm_id"), ["data"] = new JsonObject() });
                return null;
            case "comm_msg" or "comm_close":
                return null;
            default:
                log.Line($"shell: a message of a type that is unknown here was ignored: {request.Type}");
                return null;
        }
    }

    private JsonObject Execute(JupyterMessage request, long number)
    {
        if (number <= _abortedUpTo)
            return executor.Aborted();
        var (reply, stop) = executor.Execute(request);
        if (stop)
        {
            // What the front end sent together with the failed cell may still be on its way; what it sends after the reply is new.
            Thread.Sleep(GraceMilliseconds);
            _abortedUpTo = inbox.Latest;
        }
        return reply;
    }

    private JsonObject Complete(string code, int position)
    {
        var list = engine.GetAwaiter().GetResult().Complete(code, CodePoints.ToUtf16(code, position));
        int start = CodePoints.FromUtf16(code, list.Start);
        int end = CodePoints.FromUtf16(code, list.End);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. list.Items.Select(item => (JsonNode)item.Text)]),
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject
            {
                // What JupyterLab shows as icon and signature beside each name.
                ["_jupyter_types_experimental"] = new JsonArray([.. list.Items.Select(item => (JsonNode)new JsonObject
                {
                    ["text"] = item.Text,
                    ["type"] = item.Kind.ToString().ToLowerInvariant(),
                    ["signature"] = item.Description,
                    ["start"] = start,
                    ["end"] = end,
                })]),
            },
        };
    }

    private JsonObject Inspect(string code, int position, int detail)
    {
        var found = engine.GetAwaiter().GetResult().Inspect(code, CodePoints.ToUtf16(code, position), detail);
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = found is not null,
            ["data"] = found?.ToJson() ?? [],
            ["metadata"] = new JsonObject(),
        };
    }

    private JsonObject IsComplete(string code)
    {
        var found = engine.GetAwaiter().GetResult().IsComplete(code);
        var reply = new JsonObject { ["status"] = found.Status.ToString().ToLowerInvariant() };
        if (found.Status == CompletenessStatus.Incomplete)
            reply["indent"] = found.Indent;
        return reply;
    }

    private JsonArray FindHistory(JsonElement content)
    {
        bool output = content.Flag("output", false);
        int? count = content.Find("n") is null ? null : content.Number("n", 0);
        int? stop = content.Find("stop") is null ? null : content.Number("stop", 0);
        return content.Text("hist_access_type") switch
        {
            "tail" => executor.History.Tail(count ?? 10, output),
            "range" => executor.History.Range(content.Number("session", 0), content.Number("start", 1), stop, output),
            "search" => executor.History.Search(content.Text("pattern", "*"), count, content.Flag("unique", false), output),
            var other => throw new InvalidRequestException($"hist_access_type {other} is unknown; tail, range and search are known"),
        };
    }
}
