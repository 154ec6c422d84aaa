using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace DistLab.Notebooks.Stepping;

/// <summary>A run as the page's script reads it.</summary>
internal static class StepperJson
{
    /// <summary>Signs that mean something in HTML are written as escapes, quotes among them, so that no text can end the element that holds it.</summary>
    private static readonly JsonSerializerOptions Safe = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(SteppedRun run) => new JsonObject
    {
        ["nodes"] = Texts(run.Nodes),
        ["kinds"] = Texts(run.Kinds),
        ["steps"] = new JsonArray([.. run.Steps.Select(step => (JsonNode)Write(step))]),
        ["states"] = new JsonArray([.. run.States.States.Select(state => (JsonNode)new JsonArray([.. state.Select(field => (JsonNode)new JsonArray(field.Name, field.Value))]))]),
        ["messages"] = new JsonArray([.. run.Messages.Select(message => (JsonNode)Write(message))]),
        ["notes"] = Texts(run.Notes),
    }.ToJsonString(Safe);

    private static JsonObject Write(RunStep step)
    {
        var json = new JsonObject { ["t"] = step.Time, ["n"] = step.Node, ["x"] = step.Text };
        if (step.Mark.Length > 0)
            json["k"] = step.Mark;
        if (step.Tone != StepTone.Usual)
            json["f"] = (int)step.Tone;
        if (step.Kind >= 0)
            json["m"] = step.Kind;
        if (step.Acts.Count > 0)
            json["d"] = Texts(step.Acts);
        if (step.States.Count > 0)
            json["s"] = new JsonArray([.. step.States.Select(state => (JsonNode)new JsonArray(state.Node, state.State))]);
        if (step.Statuses.Count > 0)
            json["u"] = new JsonArray([.. step.Statuses.Select(status => (JsonNode)new JsonArray(status.Node, status.Status))]);
        return json;
    }

    private static JsonArray Write(RunMessage message) => new(
        message.From, message.To, message.Kind, message.Label, message.Text, message.SentAt, message.EndAt, message.IsLost ? 1 : 0, message.Corrupted ?? "");

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);
}
