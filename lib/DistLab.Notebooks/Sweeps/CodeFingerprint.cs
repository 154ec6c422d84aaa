using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using DistLab.Analysis;
using DistLab.Protocols;

namespace DistLab.Notebooks.Sweeps;

/// <summary>
/// A fingerprint of what a piece of code does: of its instructions, of what it calls, makes and takes from outside as far as that was written
/// in a notebook; of the library, of its build. It does not depend on the cell's number, nor on what else is in the cell.
/// </summary>
/// <remarks>What objects of the library hold that were made outside, and what is read from elsewhere, it cannot see.</remarks>
internal sealed class CodeFingerprint
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    private readonly Dictionary<MethodBase, int> _seen = [];
    private readonly HashSet<Type> _types = [];
    private readonly HashSet<object> _objects = new(ReferenceEqualityComparer.Instance);
    private ulong _hash = StableHash.Start;

    public static string Of(Delegate code)
    {
        var fingerprint = new CodeFingerprint();
        fingerprint.Add(typeof(Sample).Module.ModuleVersionId.ToString());
        if (!IsOfNotebook(code.Method.Module))
            fingerprint.Add(code.Method.Module.ModuleVersionId.ToString());
        if (code.Target is { } target)
            fingerprint._objects.Add(target);
        fingerprint.Add(code.Method);
        return fingerprint._hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private void Add(string text) => _hash = StableHash.Mix(_hash, text);

    private void Add(MethodBase method)
    {
        if (!_seen.TryAdd(method, _seen.Count))
        {
            Add($"method {_seen[method]}");
            return;
        }
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } instructions)
            return;
        for (var at = 0; at < instructions.Length;)
        {
            var code = Codes[instructions[at] == 0xFE ? (short)(0xFE00 | instructions[at + 1]) : instructions[at]];
            at += code.Size;
            var length = Length(code.OperandType, instructions, at);
            Add(code.Name!);
            if (code.OperandType == OperandType.InlineString)
                Add(method.Module.ResolveString(BitConverter.ToInt32(instructions, at)));
            else if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
                Add(Member(method, BitConverter.ToInt32(instructions, at)));
            else if (code.OperandType != OperandType.InlineSig)
                Add(Convert.ToHexString(instructions, at, length));
            at += length;
        }
    }

    private static MemberInfo Member(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null)!;

    /// <summary>Of what was written in a notebook what it does counts, not its name: a compiler's names depend on what else is in the cell.</summary>
    private void Add(MemberInfo member)
    {
        if (!IsOfNotebook(member.Module))
            AddForeign(member);
        else if (member is FieldInfo field)
            AddValue(field);
        else if (member is MethodBase method)
            AddCall(method);
    }

    private void AddForeign(MemberInfo member)
    {
        Add($"{member.DeclaringType?.Name}.{member.Name}");
        var arguments = (member as MethodInfo)?.GetGenericArguments() ?? [];
        foreach (var type in arguments.Concat(member.DeclaringType?.GetGenericArguments() ?? []).Where(type => IsOfNotebook(type.Module)))
            Add(type);
    }

    private void AddCall(MethodBase method)
    {
        Add(method);
        // What is made may be called by others, through its base class or interface.
        if (method.IsConstructor)
            Add(method.DeclaringType!);
    }

    private void Add(Type type)
    {
        if (type.Name.StartsWith("Submission#", StringComparison.Ordinal) || !_types.Add(type))
            return;
        const BindingFlags own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var method in type.GetMethods(own).OrderBy(method => method.MetadataToken))
            Add(method);
        if (type.BaseType is { } parent && IsOfNotebook(parent.Module))
            Add(parent);
    }

    private void AddValue(FieldInfo field)
    {
        // Where the compiler keeps a delegate that it makes only once.
        if (field.Name.StartsWith("<>9", StringComparison.Ordinal) || field.DeclaringType!.ContainsGenericParameters)
            return;
        Add(field.Name.StartsWith('<') ? "compiler's" : field.Name);
        foreach (var owner in field.IsStatic ? new object?[] { null } : _objects.Where(owner => field.DeclaringType.IsInstanceOfType(owner)).ToArray())
            AddValue(field.GetValue(owner));
    }

    private void AddValue(object? value)
    {
        if (value is null || IsPlain(value.GetType()))
        {
            Add(value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? "");
        }
        else if (value is Delegate { Method: var method } code && IsOfNotebook(method.Module))
        {
            if (code.Target is { } target)
                _objects.Add(target);
            Add(method);
        }
        else if (IsOfNotebook(value.GetType().Module) && _objects.Add(value))
        {
            Add(value.GetType());
        }
    }

    private static bool IsPlain(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(Duration) || type == typeof(Instant) || type == typeof(TimeSpan);

    /// <summary>What was compiled in memory comes from a notebook's cells.</summary>
    private static bool IsOfNotebook(Module module) => module.Assembly.IsDynamic || module.Assembly.Location.Length == 0;

    private static int Length(OperandType kind, byte[] instructions, int at) => kind switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(instructions, at)),
        _ => 4,
    };
}
