using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using DistLab.Protocols;

namespace DistLab.Analysis;

/// <summary>Turns what a run returns into numbers: itself, or its public properties, or the items of a tuple.</summary>
internal sealed class MeasureReader<TMeasured>
{
    private readonly Func<TMeasured, object?>[] _parts;

    public MeasureReader()
    {
        var type = typeof(TMeasured);
        (string Name, Type Type, Func<TMeasured, object?> Read)[] parts = KindOf(type) is not null
            ? [("", type, value => value)]
            : typeof(ITuple).IsAssignableFrom(type)
                ? [.. type.GetGenericArguments().Select((item, i) => ($"Item{i + 1}", item, (Func<TMeasured, object?>)(value => ((ITuple)value!)[i])))]
                : [.. Properties(type).Select(property => (property.Name, property.PropertyType, (Func<TMeasured, object?>)(value => Get(property, value))))];
        if (parts.Length == 0)
            throw new ArgumentException($"A run returns a number, a Duration, a truth value, or a record or tuple of these; {type.Name} is none.");
        Measures = [.. parts.Select(part => new Measure(part.Name, KindOf(part.Type)
            ?? throw new ArgumentException($"{part.Name} is a {part.Type.Name}: no number, Duration or truth value, and so cannot be averaged. Leave it out of what a run returns.")))];
        _parts = [.. parts.Select(part => part.Read)];
    }

    public IReadOnlyList<Measure> Measures { get; }

    public double[] Read(TMeasured measured)
    {
        if (measured is null)
            throw new ArgumentException("The run returned nothing.");
        return [.. _parts.Select(part => ToNumber(part(measured)))];
    }

    // A getter's own exception says more than that of the call through reflection.
    private static object? Get(PropertyInfo property, TMeasured value) => property.GetValue(value, BindingFlags.DoNotWrapExceptions, null, null, null);

    private static double ToNumber(object? value) => value switch
    {
        null => double.NaN,
        Duration duration => duration.Nanoseconds,
        Instant instant => instant.Nanoseconds,
        TimeSpan span => span.Ticks * 100.0,
        bool truth => truth ? 1 : 0,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    private static MeasureKind? KindOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Duration) || type == typeof(Instant) || type == typeof(TimeSpan))
            return MeasureKind.Time;
        if (type == typeof(bool))
            return MeasureKind.Share;
        return type == typeof(decimal) || (type.IsPrimitive && type != typeof(char) && type != typeof(nint) && type != typeof(nuint)) ? MeasureKind.Number : null;
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0 && property.CanRead).OrderBy(property => property.MetadataToken);
}
