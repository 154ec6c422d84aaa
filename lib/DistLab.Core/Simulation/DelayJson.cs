using System.Text.Json.Nodes;
using DistLab.Protocols;

namespace DistLab.Simulation;

/// <summary>Delays as JSON, in nanoseconds.</summary>
internal static class DelayJson
{
    public static JsonObject Write(Delay delay) => delay switch
    {
        ConstantDelay => new() { ["constant"] = delay.Mean.Nanoseconds },
        UniformDelay => new() { ["uniform"] = new JsonArray(delay.Minimum.Nanoseconds, delay.Maximum.Nanoseconds) },
        ExponentialDelay => new() { ["exponential"] = new JsonArray(delay.Minimum.Nanoseconds, (delay.Mean - delay.Minimum).Nanoseconds) },
        LogNormalDelay logNormal => new() { ["logNormal"] = new JsonArray(logNormal.Median.Nanoseconds, logNormal.Sigma) },
        EmpiricalDelay empirical => new() { ["empirical"] = new JsonArray([.. empirical.Values.Select(value => (JsonNode)value.Nanoseconds)]) },
        _ => throw new NotSupportedException($"A delay that is {delay} has no JSON form."),
    };

    public static Delay Read(JsonObject json)
    {
        if (json["constant"] is { } constant)
            return Delay.Constant(new((long)constant));
        if (json["uniform"] is JsonArray uniform)
            return Delay.Uniform(new((long)uniform[0]!), new((long)uniform[1]!));
        if (json["exponential"] is JsonArray exponential)
            return Delay.ShiftedExponential(new((long)exponential[0]!), new((long)exponential[1]!));
        if (json["logNormal"] is JsonArray logNormal)
            return Delay.LogNormal(new((long)logNormal[0]!), (double)logNormal[1]!);
        if (json["empirical"] is JsonArray empirical)
            return Delay.Empirical(empirical.Select(value => new Duration((long)value!)));
        throw new FormatException("A delay is constant, uniform, exponential, logNormal or empirical.");
    }
}
