using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DistLab.Systems;

/// <summary>Finds out how the values of a type are to be written, and puts the codecs of its parts together.</summary>
/// <param name="universe">Where kinds of a type are looked for.</param>
/// <param name="isStrict">Whether a field that is declared never to be null must not be; messages are checked, a protocol's own fields are not.</param>
internal sealed class CodecBuilder(TypeUniverse universe, bool isStrict = true)
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Dictionary<Type, TypeCodec> _codecs = [];
    private readonly Dictionary<Type, TypeCodec> _fields = [];
    private readonly SortedDictionary<string, string> _schema = new(StringComparer.Ordinal);
    private readonly NullabilityInfoContext _nullability = new();

    /// <summary>Every type that was met and what it consists of, a line each: two programs with the same text understand each other.</summary>
    public string Schema => string.Join('\n', _schema.Select(pair => $"{pair.Key} {pair.Value}"));

    public TypeCodec<T> Build<T>() => (TypeCodec<T>)Of(typeof(T), TypeNames.Of(typeof(T)));

    public TypeCodec Build(Type type) => Of(type, TypeNames.Of(type));

    /// <summary>The codec of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="place">Where it was met, for messages to people.</param>
    /// <exception cref="CodecException">Its values cannot be written.</exception>
    private TypeCodec Of(Type type, string place)
    {
        if (_codecs.TryGetValue(type, out var known))
            return known;
        if (PrimitiveCodecs.Of(type) is { } primitive)
            return primitive;
        if (type.IsEnum)
            return Keep(type, New(typeof(EnumCodec<,>), [type, type.GetEnumUnderlyingType()], Of(type.GetEnumUnderlyingType(), place)), $"enum {type.GetEnumUnderlyingType().Name}");
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return _codecs[type] = New(typeof(NullableCodec<>), [inner], Of(inner, place));
        if (Collection(type, place) is { } collection)
            return _codecs[type] = collection;
        if (IsFieldwiseFramework(type) || !IsFramework(type))
            return type.IsValueType ? Fields(type, place) : Reference(type, place);
        throw Cannot(type, place);
    }

    private TypeCodec? Collection(Type type, string place)
    {
        if (type.IsSZArray)
            return New(typeof(ArrayCodec<,>), [type, type.GetElementType()!], Of(type.GetElementType()!, place));
        if (type.IsArray || !type.IsGenericType)
            return null;
        var definition = type.GetGenericTypeDefinition();
        if (type.IsInterface && IsFramework(type) && ItemOf(type) is { } listed && type.IsAssignableFrom(listed.MakeArrayType()))
            return New(typeof(ArrayCodec<,>), [type, listed], Of(listed, place));
        if (type.IsValueType || ItemOf(type) is not { } item || Maker(type, definition, item) is not { } maker)
            return null;
        return New(typeof(MadeCollectionCodec<,>), [type, item], Of(item, place), maker);
    }

    /// <summary>What makes a collection of its items: the method that a collection expression would call, or a constructor.</summary>
    private static Delegate? Maker(Type type, Type definition, Type item)
    {
        var make = typeof(Make<,>).MakeGenericType(type, item);
        if (type.GetCustomAttribute<CollectionBuilderAttribute>() is { } builder)
        {
            return builder.BuilderType.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
                .Where(method => method.Name == builder.MethodName && method.GetGenericArguments().Length == type.GetGenericArguments().Length)
                .Select(method => method.IsGenericMethodDefinition ? method.MakeGenericMethod(type.GetGenericArguments()) : method)
                .First(method => method.GetParameters() is [var items] && items.ParameterType == typeof(ReadOnlySpan<>).MakeGenericType(item))
                .CreateDelegate(make);
        }
        var factory = Collections.Factory(definition);
        return factory?.MakeGenericMethod(type.GetGenericArguments()).CreateDelegate(make);
    }

    private TypeCodec Reference(Type type, string place)
    {
        if (typeof(Delegate).IsAssignableFrom(type) || type == typeof(object))
            throw Cannot(type, place);
        var codec = New(typeof(KindCodec<>), [type]);
        _codecs[type] = codec;
        var kinds = type.IsSealed ? [type] : universe.KindsOf(type);
        if (kinds.Count == 0)
            throw new CodecException($"{place}: no class is of type {TypeNames.Of(type)}. Declare its kinds where the protocol can see them.");
        _schema[TypeNames.Full(type)] = $"is {string.Join(" | ", kinds.Select(TypeNames.Full))}";
        var made = Array.CreateInstance(typeof(Kind<>).MakeGenericType(type), kinds.Count);
        for (var i = 0; i < kinds.Count; i++)
            made.SetValue(KindOf(type, kinds[i], place), i);
        codec.GetType().GetMethod(nameof(KindCodec<string>.Know))!.Invoke(codec, [made]);
        return codec;
    }

    private object KindOf(Type type, Type kind, string place)
    {
        try
        {
            return Activator.CreateInstance(typeof(Kind<,>).MakeGenericType(type, kind), Fields(kind, place))!;
        }
        catch (CodecException e) when (type != kind && !isStrict)
        {
            return Activator.CreateInstance(typeof(UnknownKind<>).MakeGenericType(type), kind, e.Message)!;
        }
    }

    private TypeCodec Fields(Type type, string place)
    {
        if (_fields.TryGetValue(type, out var known))
            return known;
        var codec = New(typeof(FieldCodec<>), [type]);
        _fields[type] = codec;
        var fields = new List<CodecField>();
        var text = new List<string>();
        foreach (var field in FieldsOf(type))
        {
            var what = $"{TypeNames.Of(type)}.{new CodecField(field, codec, false).Name}";
            fields.Add(new(field, Of(field.FieldType, what), IsRequired(field)));
            text.Add(string.Create(CultureInfo.InvariantCulture, $"{field.Name}:{TypeNames.Full(field.FieldType)}"));
        }
        _schema[TypeNames.Full(type) + " fields"] = string.Join(", ", text);
        codec.GetType().GetMethod(nameof(FieldCodec<int>.Know))!.Invoke(codec, [fields]);
        return codec;
    }

    private bool IsRequired(FieldInfo field) =>
        isStrict && !field.FieldType.IsValueType && !field.FieldType.IsGenericParameter && _nullability.Create(field).ReadState == NullabilityState.NotNull;

    /// <summary>All fields of an object, those of its base types first, in the order of their declaration.</summary>
    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        type.BaseType is { } basis && basis != typeof(object) && basis != typeof(ValueType)
            ? FieldsOf(basis).Concat(OwnFields(type))
            : OwnFields(type);

    private static IEnumerable<FieldInfo> OwnFields(Type type) => type.GetFields(Own).OrderBy(field => field.MetadataToken);

    private TypeCodec Keep(Type type, TypeCodec codec, string text)
    {
        _schema[TypeNames.Full(type)] = text;
        return _codecs[type] = codec;
    }

    private static bool IsFramework(Type type) => TypeUniverse.IsFramework(type.Assembly.GetName());

    // Plain values of the framework: tuples, dates, pairs. Its classes hold what means something in this process only.
    private static bool IsFieldwiseFramework(Type type) =>
        IsFramework(type) && (type.FullName!.StartsWith("System.Tuple`", StringComparison.Ordinal)
            || (type is { IsValueType: true, IsPrimitive: false, IsByRefLike: false } && (!RefersToMemory(type) || type.IsGenericType)));

    private static bool RefersToMemory(Type type) => type.IsPointer || type == typeof(nint) || type == typeof(nuint)
        || OwnFields(type).Any(field => field.FieldType != type && (!field.FieldType.IsValueType || (!field.FieldType.IsPrimitive && RefersToMemory(field.FieldType)) || field.FieldType == typeof(nint)));

    private static Type? ItemOf(Type type) =>
        type.GetInterfaces().Append(type).Where(each => each.IsGenericType && each.GetGenericTypeDefinition() == typeof(IEnumerable<>)).Select(each => each.GetGenericArguments()[0]).FirstOrDefault();

    private static TypeCodec New(Type definition, Type[] arguments, params object[] with) =>
        (TypeCodec)Activator.CreateInstance(definition.MakeGenericType(arguments), with)!;

    private static CodecException Cannot(Type type, string place) => new(
        $"{place} has the type {TypeNames.Of(type)}, which cannot be sent to another process or stored. Use numbers, texts, enums, records, and ValueList of them.");

    /// <summary>How the framework's collections are made of their items.</summary>
    private static class Collections
    {
        private static readonly Dictionary<Type, string> Factories = new()
        {
            [typeof(List<>)] = nameof(List),
            [typeof(HashSet<>)] = nameof(HashSet),
            [typeof(SortedSet<>)] = nameof(SortedSet),
            [typeof(Dictionary<,>)] = nameof(Dictionary),
            [typeof(IReadOnlyDictionary<,>)] = nameof(ReadOnlyDictionary),
            [typeof(SortedDictionary<,>)] = nameof(SortedDictionary),
            [typeof(ImmutableDictionary<,>)] = nameof(ImmutableDictionary),
            [typeof(ImmutableSortedDictionary<,>)] = nameof(ImmutableSortedDictionary),
        };

        public static MethodInfo? Factory(Type definition) => Factories.TryGetValue(definition, out var name)
            ? typeof(Collections).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)
            : null;

        private static List<T> List<T>(ReadOnlySpan<T> items) => [.. items];

        private static HashSet<T> HashSet<T>(ReadOnlySpan<T> items) => [.. items];

        private static SortedSet<T> SortedSet<T>(ReadOnlySpan<T> items) => [.. items];

        private static Dictionary<K, V> Dictionary<K, V>(ReadOnlySpan<KeyValuePair<K, V>> items)
            where K : notnull => new(items.ToArray());

        private static IReadOnlyDictionary<K, V> ReadOnlyDictionary<K, V>(ReadOnlySpan<KeyValuePair<K, V>> items)
            where K : notnull => Dictionary(items);

        private static SortedDictionary<K, V> SortedDictionary<K, V>(ReadOnlySpan<KeyValuePair<K, V>> items)
            where K : notnull => new(Dictionary(items));

        private static ImmutableDictionary<K, V> ImmutableDictionary<K, V>(ReadOnlySpan<KeyValuePair<K, V>> items)
            where K : notnull => System.Collections.Immutable.ImmutableDictionary.CreateRange(items.ToArray());

        private static ImmutableSortedDictionary<K, V> ImmutableSortedDictionary<K, V>(ReadOnlySpan<KeyValuePair<K, V>> items)
            where K : notnull => System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(items.ToArray());
    }
}
