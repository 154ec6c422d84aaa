using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace DistLab.Kernel;

/// <summary>Exceptions as a student should read them: places in cells, readable names, nothing of the machinery that ran the cell.</summary>
internal static partial class ExceptionText
{
    private const int MostFrames = 20;

    internal static CellError Describe(Exception exception)
    {
        if (exception is InsufficientExecutionStackException)
            return StackOverflow(exception);
        var lines = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
        {
            lines.Add($"{(e == exception ? "" : "caused by ")}{TypeName(e.GetType())}: {e.Message}");
            var frames = Frames(e);
            lines.AddRange(frames.Take(MostFrames));
            if (frames.Count > MostFrames)
                lines.Add($"   … {frames.Count - MostFrames} more");
        }
        return new CellError(TypeName(exception.GetType()), exception.Message, lines);
    }

    private static CellError StackOverflow(Exception exception)
    {
        var frames = Frames(exception);
        string method = frames is [var first, ..] ? $" The method is {FrameMethod().Match(first).Groups[1].Value}." : "";
        string message = $"Stack overflow: a method calls itself without end.{method}";
        return new CellError("StackOverflow", message, [message, .. frames.Take(3), $"   … {Math.Max(0, frames.Count - 3):N0} more"]);
    }

    private static List<string> Frames(Exception exception)
    {
        var lines = new List<string>();
        foreach (var frame in new StackTrace(exception, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetMethod() is not { } method || IsHidden(method))
                continue;
            // Below the first frame of this library lies what started the cell.
            if (method.DeclaringType?.Assembly == typeof(ExceptionText).Assembly && !IsHelper(method))
                break;
            lines.Add($"   at {MethodName(method)}{Place(frame)}");
        }
        return lines;
    }

    private static bool IsHelper(MethodBase method) => method.DeclaringType == typeof(CellHelpers) || method.DeclaringType == typeof(DisplayedValue);

    private static bool IsHidden(MethodBase method) =>
        method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)
        || method.DeclaringType?.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false) == true
        || method.DeclaringType?.Namespace is "System.Runtime.CompilerServices" or "System.Runtime.ExceptionServices"
        || method.Name == "<Factory>";

    private static string Place(StackFrame frame) =>
        frame.GetFileLineNumber() is > 0 and var line ? $" in {Path.GetFileName(frame.GetFileName())}, line {line}" : "";

    private static string TypeName(Type? type)
    {
        if (type is null)
            return "";
        string name = (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName ?? type.Name;
        return Arity().Replace(SubmissionPrefix().Replace(name, ""), "").Replace('+', '.');
    }

    /// <summary>Undoes what the compiler makes of cells, lambdas, local functions and iterators.</summary>
    private static string MethodName(MethodBase method)
    {
        string name = method.Name;
        var type = method.DeclaringType;
        if (name == "MoveNext" && type is not null && Generated().Match(type.Name) is { Success: true } machine)
        {
            name = type.Name[machine.Index..];
            type = type.DeclaringType;
        }
        while (type is not null && type.Name.StartsWith('<'))
            type = type.DeclaringType;
        string readable = Shown(type, Generated().Replace(LocalFunction().Replace(name, "$1"), "$1"));
        return name.Contains(">b__", StringComparison.Ordinal) ? "a lambda in " + readable : readable;
    }

    private static string Shown(Type? type, string method)
    {
        if (method.Trim('<', '>') is "Initialize" or "Main")
            return "the cell";
        string owner = TypeName(type);
        bool ofCell = owner.Length == 0 || owner.StartsWith("Submission#", StringComparison.Ordinal);
        return $"{(ofCell ? "" : owner + ".")}{method.Trim('<', '>')}()";
    }

    [GeneratedRegex(@"at ([^ ]+)\(\)")]
    private static partial Regex FrameMethod();

    [GeneratedRegex(@"`\d+")]
    private static partial Regex Arity();

    [GeneratedRegex(@"^Submission#\d+\+?")]
    private static partial Regex SubmissionPrefix();

    [GeneratedRegex(@"^<+(\w*)>+[a-z]__.*$")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^<.*>g__(\w+)\|.*$")]
    private static partial Regex LocalFunction();
}
