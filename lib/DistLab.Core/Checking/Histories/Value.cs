using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using DistLab.Protocols;

namespace DistLab.Checking;

/// <summary>
/// What an operation of a history takes or answers: nothing, yes or no, a whole number, a text, or a list of these. Values are
/// equal when they mean the same, and are ordered and hashed alike on every machine.
/// </summary>
/// <remarks>Numbers, texts and truth values turn into values by themselves: <c>Call.Put("x", 1)</c>.</remarks>
public readonly struct Value : IEquatable<Value>, IComparable<Value>
{
    private static readonly object Truth = new();
    private static readonly object Number = new();

    // A text or a list is held itself; for a number or a truth value this names the kind, and the bits hold the value.
    private readonly object? _content;
    private readonly long _bits;

    private Value(object content, long bits = 0)
    {
        (_content, _bits) = (content, bits);
    }

    /// <summary>Nothing: the answer of a write, the content of a register that nobody has written.</summary>
    public static Value Nil => default;

    /// <summary>Whether this is nothing.</summary>
    public bool IsNil => _content is null;

    /// <summary>The truth value, if it is one.</summary>
    public bool? AsBoolean => ReferenceEquals(_content, Truth) ? _bits != 0 : null;

    /// <summary>The number, if it is one.</summary>
    public long? AsNumber => ReferenceEquals(_content, Number) ? _bits : null;

    /// <summary>The text, if it is one.</summary>
    public string? AsText => _content as string;

    /// <summary>The list, if it is one.</summary>
    public ValueList<Value>? AsList => _content as ValueList<Value>;

    private int Kind => _content switch { null => 0, string => 3, ValueList<Value> => 4, var tag => ReferenceEquals(tag, Truth) ? 1 : 2 };

    /// <summary>A list of values, in order.</summary>
    public static Value List(params ReadOnlySpan<Value> items) => ValueListBuilder.Create(items);

    /// <summary>A truth value.</summary>
    public static implicit operator Value(bool truth) => new(Truth, truth ? 1 : 0);

    /// <summary>A whole number.</summary>
    public static implicit operator Value(long number) => new(Number, number);

    /// <summary>A text; <c>null</c> is nothing.</summary>
    public static implicit operator Value(string? text) => text is null ? default : new(text);

    /// <summary>A list; <c>null</c> is nothing.</summary>
    public static implicit operator Value(ValueList<Value>? list) => list is null ? default : new(list);

    /// <inheritdoc/>
    public bool Equals(Value other)
    {
        if (_bits != other._bits)
            return false;
        return ReferenceEquals(_content, other._content) || (_content, other._content) switch
        {
            (string mine, string its) => string.Equals(mine, its),
            (ValueList<Value> mine, ValueList<Value> its) => mine.Equals(its),
            _ => false,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <summary>A hash that is the same in every process and on every machine.</summary>
    public override int GetHashCode()
    {
        var hash = _content switch
        {
            string text => OfText(text),
            ValueList<Value> list => StableHash.Mix(StableHash.Start, (ulong)(uint)list.GetHashCode()),
            _ => StableHash.Mix((ulong)Kind, (ulong)_bits),
        };
        return (int)(hash ^ (hash >> 32));
    }

    /// <summary>An order of all values: nothing, truth values, numbers, texts by their characters' codes, lists item by item.</summary>
    public int CompareTo(Value other)
    {
        if (Kind != other.Kind)
            return Kind.CompareTo(other.Kind);
        return _content switch
        {
            string text => string.CompareOrdinal(text, other.AsText),
            ValueList<Value> list => CompareLists(list, other.AsList!),
            _ => _bits.CompareTo(other._bits),
        };
    }

    /// <summary>The value as one writes it; a text stands in quotation marks where it could be taken for something else.</summary>
    public override string ToString() => _content switch
    {
        null => "nil",
        string text => NeedsQuotes(text) ? $"\"{text}\"" : text,
        ValueList<Value> list => list.ToString(),
        _ => AsBoolean is { } truth ? (truth ? "true" : "false") : _bits.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Whether two values mean the same.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Whether two values differ.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    /// <summary>About how many bytes the value takes.</summary>
    internal long Size => 16 + (_content switch { string text => 24 + (2 * text.Length), ValueList<Value> list => 48 + list.Sum(item => item.Size), _ => 0 });

    // Four characters at a time: the texts of appends grow long, and each state of a search is hashed.
    private static ulong OfText(string text)
    {
        var bytes = MemoryMarshal.AsBytes(text.AsSpan());
        var hash = StableHash.Mix(StableHash.Start, (ulong)text.Length);
        for (; bytes.Length >= 8; bytes = bytes[8..])
            hash = StableHash.Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        for (; bytes.Length >= 2; bytes = bytes[2..])
            hash = StableHash.Mix(hash, BinaryPrimitives.ReadUInt16LittleEndian(bytes));
        return hash;
    }

    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || text is "nil" or "true" or "false" || text.AsSpan().ContainsAny(" \t\r\n,()[]\"→") || char.IsAsciiDigit(text[^1]) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static int CompareLists(ValueList<Value> left, ValueList<Value> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            var order = left[i].CompareTo(right[i]);
            if (order != 0)
                return order;
        }
        return left.Count.CompareTo(right.Count);
    }
}
