using System.Reflection;

namespace DistLab.Systems;

/// <summary>
/// Values of any type, each with its type's name the first time and a number afterwards, over one stream. What cannot be
/// written goes as its text. For streams between a cluster and its own processes: names of types are believed.
/// </summary>
internal sealed class AnyCodec(TypeUniverse universe)
{
    private const int LongestText = 10_000;

    private readonly CodecBuilder _builder = new(universe, isStrict: false);
    private readonly Dictionary<Type, TypeCodec?> _codecs = [];
    private readonly Dictionary<Type, int> _numbers = [];
    private readonly List<TypeCodec> _named = [];

    public void Write(CodecWriter writer, object value)
    {
        var start = writer.Length;
        try
        {
            if (CodecOf(value.GetType()) is { } codec)
            {
                WriteAs(value.GetType(), codec, writer, value);
                return;
            }
        }
        catch (CodecException) when (value is not string)
        {
            writer.Truncate(start);
        }
        var text = value.ToString() ?? "";
        Write(writer, text.Length > LongestText ? string.Concat(text.AsSpan(0, LongestText), "…") : text);
    }

    public object? Read(CodecReader reader)
    {
        var number = reader.Unsigned();
        if (number > (ulong)_named.Count)
            throw new CodecException("A type was never named.");
        if (number > 0)
            return _named[(int)number - 1].ReadObject(reader);
        var name = reader.Text() ?? "";
        var type = Type.GetType(name, FindAssembly, null, throwOnError: false) ?? throw new CodecException($"The type {name} is not known here.");
        _named.Add(_builder.Build(type));
        return _named[^1].ReadObject(reader);
    }

    private void WriteAs(Type type, TypeCodec codec, CodecWriter writer, object value)
    {
        var isNew = !_numbers.TryGetValue(type, out var number);
        writer.Unsigned((ulong)number);
        if (isNew)
            writer.Text(type.AssemblyQualifiedName);
        codec.WriteObject(writer, value);
        if (isNew)
            _numbers[type] = _numbers.Count + 1;
    }

    private TypeCodec? CodecOf(Type type)
    {
        if (_codecs.TryGetValue(type, out var known))
            return known;
        try
        {
            return _codecs[type] = _builder.Build(type);
        }
        catch (CodecException)
        {
            return _codecs[type] = null;
        }
    }

    private Assembly? FindAssembly(AssemblyName name) =>
        universe.Assemblies.FirstOrDefault(assembly => assembly.GetName().Name == name.Name) ?? Assembly.Load(name);
}
