using System.Numerics;
using Microsoft.DotNet.Interactive.Formatting;

namespace DistLab.Kernel;

/// <summary>Turns values into MIME bundles by the conventions of Microsoft.DotNet.Interactive.Formatting.</summary>
internal static class ValueFormatter
{
    private static readonly Type[] Scalars =
    [
        typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan),
        typeof(Guid), typeof(BigInteger), typeof(Version), typeof(Uri),
    ];

    /// <summary>The value in the MIME types asked for, or in those that its type prefers.</summary>
    internal static MimeBundle Format(object? value, params string[] mimeTypes)
    {
        if (mimeTypes is [] && IsScalar(value))
            mimeTypes = [MimeTypes.Plain];
        else if (mimeTypes is [])
            mimeTypes = [.. Formatter.GetPreferredMimeTypesFor(value!.GetType())];
        return new MimeBundle([.. mimeTypes.Select(type => KeyValuePair.Create(type, Text(value, type)))]);
    }

    // The package wraps a mere number in a styled HTML box of a kilobyte; as plain text it reads the same in every viewer.
    private static bool IsScalar(object? value) =>
        value is null or string || value.GetType() is var type && (type.IsPrimitive || type.IsEnum || Scalars.Contains(type));

    private static string Text(object? value, string mimeType) => value switch
    {
        null when mimeType == MimeTypes.Plain => "<null>",
        string text when mimeType == MimeTypes.Plain => text,
        IFormattable number when mimeType == MimeTypes.Plain && number.GetType().IsPrimitive => number.ToString(null, null),
        _ => value.ToDisplayString(mimeType),
    };
}
