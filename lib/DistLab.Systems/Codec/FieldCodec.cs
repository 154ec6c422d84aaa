using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace DistLab.Systems;

/// <summary>
/// A type field by field, private ones and those of its base types included. The code that does it is emitted once, so that
/// no reflection is left when values are written or read. Constructors are not run: what they would compute is a field, too.
/// </summary>
internal sealed class FieldCodec<T> : TypeCodec<T>
{
    private static readonly MethodInfo GetUninitialized = typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.GetUninitializedObject))!;
    private static readonly MethodInfo TypeOfHandle = typeof(Type).GetMethod(nameof(Type.GetTypeFromHandle))!;
    private static readonly MethodInfo IsMissing = typeof(FieldCodec<T>).GetMethod(nameof(Missing), BindingFlags.Static | BindingFlags.NonPublic)!;

    private Action<CodecWriter, T> _write = (_, _) => { };
    private Func<CodecReader, T> _read = _ => default!;
    private bool _isEmptyStruct;

    /// <summary>Says what the fields are; apart from making it, because a field may hold a value of its own type.</summary>
    public void Know(IReadOnlyList<CodecField> fields)
    {
        _isEmptyStruct = typeof(T).IsValueType && fields.Count == 0;
        var codecs = fields.Select(field => field.Codec).ToArray();
        _write = (Action<CodecWriter, T>)EmitWrite(fields).CreateDelegate(typeof(Action<CodecWriter, T>), codecs);
        _read = (Func<CodecReader, T>)EmitRead(fields).CreateDelegate(typeof(Func<CodecReader, T>), codecs);
    }

    public override void Write(CodecWriter writer, T value)
    {
        if (_isEmptyStruct)
            writer.Byte(0);
        _write(writer, value);
    }

    public override T Read(CodecReader reader)
    {
        if (_isEmptyStruct)
            reader.Byte();
        return _read(reader);
    }

    private static DynamicMethod EmitWrite(IReadOnlyList<CodecField> fields)
    {
        var method = new DynamicMethod("Write " + typeof(T).Name, null, [typeof(TypeCodec[]), typeof(CodecWriter), typeof(T)], typeof(FieldCodec<T>).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        for (var i = 0; i < fields.Count; i++)
        {
            LoadCodec(il, fields[i], i);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Ldfld, fields[i].Field);
            if (fields[i].IsRequired)
                EmitRequire(il, fields[i]);
            il.Emit(OpCodes.Callvirt, fields[i].CodecType.GetMethod(nameof(TypeCodec<T>.Write))!);
        }
        il.Emit(OpCodes.Ret);
        return method;
    }

    private static DynamicMethod EmitRead(IReadOnlyList<CodecField> fields)
    {
        var method = new DynamicMethod("Read " + typeof(T).Name, typeof(T), [typeof(TypeCodec[]), typeof(CodecReader)], typeof(FieldCodec<T>).Module, skipVisibility: true);
        var il = method.GetILGenerator();
        var value = il.DeclareLocal(typeof(T));
        if (!typeof(T).IsValueType)
        {
            il.Emit(OpCodes.Ldtoken, typeof(T));
            il.Emit(OpCodes.Call, TypeOfHandle);
            il.Emit(OpCodes.Call, GetUninitialized);
            il.Emit(OpCodes.Castclass, typeof(T));
            il.Emit(OpCodes.Stloc, value);
        }
        for (var i = 0; i < fields.Count; i++)
        {
            il.Emit(typeof(T).IsValueType ? OpCodes.Ldloca : OpCodes.Ldloc, value);
            LoadCodec(il, fields[i], i);
            il.Emit(OpCodes.Ldarg_1);
            il.Emit(OpCodes.Callvirt, fields[i].CodecType.GetMethod(nameof(TypeCodec<T>.Read))!);
            if (fields[i].IsRequired)
                EmitRequire(il, fields[i]);
            il.Emit(OpCodes.Stfld, fields[i].Field);
        }
        il.Emit(OpCodes.Ldloc, value);
        il.Emit(OpCodes.Ret);
        return method;
    }

    private static void LoadCodec(ILGenerator il, CodecField field, int index)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Castclass, field.CodecType);
    }

    // A handler that never meets null in a field declared without a question mark in the simulator must not meet it here.
    private static void EmitRequire(ILGenerator il, CodecField field)
    {
        var present = il.DefineLabel();
        il.Emit(OpCodes.Dup);
        il.Emit(OpCodes.Brtrue, present);
        il.Emit(OpCodes.Ldstr, $"{TypeNames.Of(typeof(T))}.{field.Name} is null, though it is declared never to be.");
        il.Emit(OpCodes.Call, IsMissing);
        il.MarkLabel(present);
    }

    private static void Missing(string message) => throw new CodecException(message);
}

/// <summary>A field and how its values are written.</summary>
/// <param name="Field">The field.</param>
/// <param name="Codec">Writes and reads its values; a <see cref="TypeCodec{T}"/> of the field's type.</param>
/// <param name="IsRequired">Whether the field is declared never to be null.</param>
internal sealed record CodecField(FieldInfo Field, TypeCodec Codec, bool IsRequired)
{
    public Type CodecType { get; } = typeof(TypeCodec<>).MakeGenericType(Field.FieldType);

    /// <summary>The property's name where the compiler made the field for one.</summary>
    public string Name => Field.Name.StartsWith('<') ? Field.Name[1..Field.Name.IndexOf('>', StringComparison.Ordinal)] : Field.Name;
}
