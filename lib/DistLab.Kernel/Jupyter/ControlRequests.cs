using System.Text.Json.Nodes;

namespace DistLab.Kernel;

/// <summary>Answers what front ends ask on the control channel, also while a cell runs.</summary>
internal sealed class ControlRequests(Action interrupt, KernelLog log)
{
    /// <summary>Does what is asked.</summary>
    /// <returns>The content of the reply; null if there is none.</returns>
    /// <exception cref="InvalidRequestException">The content is not what is agreed.</exception>
    internal JsonObject? Answer(JupyterMessage request)
    {
        switch (request.Type)
        {
            case "interrupt_request":
                interrupt();
                return new JsonObject { ["status"] = "ok" };
            case "kernel_info_request":
                return KernelInfo.Reply();
            case "debug_request":
                return DebugRefusal(request);
            default:
                log.Line($"control: a message of a type that is unknown here was ignored: {request.Type}");
                return null;
        }
    }

    /// <summary>In the form of the debug adapter protocol, which such a request carries.</summary>
    private static JsonObject DebugRefusal(JupyterMessage request) => new()
    {
        ["type"] = "response",
        ["request_seq"] = request.Content.Number("seq", 0),
        ["success"] = false,
        ["command"] = request.Content.Text("command", ""),
        ["message"] = "This kernel has no debugger.",
    };
}
