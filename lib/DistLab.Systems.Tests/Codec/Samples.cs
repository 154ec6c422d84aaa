using DistLab.Protocols;

namespace DistLab.Systems.Tests.Codec;

public enum Color : short
{
    Red = -1,
    Green,
    Blue,
}

public readonly record struct Nothing;

public abstract record Shape
{
    public sealed record Dot : Shape;

    public record Circle(double Radius, Color Color) : Shape;

    public sealed record Ring(double Radius, Color Color, double Inner) : Circle(Radius, Color);

    public sealed record Group(ValueList<Shape> Parts, string Name) : Shape;
}

public abstract record Letter<T>
{
    public sealed record One(T Content) : Letter<T>;

    public sealed record Many(ValueList<T> Content, Letter<T>? Rest) : Letter<T>;
}

public sealed record Everything(
    int Number,
    long Long,
    ulong Unsigned,
    double Real,
    decimal Money,
    bool Flag,
    char Character,
    string Text,
    string? MaybeText,
    Color Color,
    int? MaybeNumber,
    NodeId Node,
    Instant At,
    Duration Length,
    Guid Id,
    (int Left, string Right) Pair,
    ValueList<int> Numbers,
    ValueList<ValueList<string>> Texts,
    System.Numerics.BigInteger Big,
    Shape Shape,
    Letter<Duration>? Letter);

/// <summary>State behind fields that nobody outside sees, one of them captured from the constructor.</summary>
public sealed class Hidden(int captured)
{
    private readonly string _secret = "s" + captured;

    public int Twice => captured * 2;

    public string Secret => _secret;
}

public sealed record Chain(int Value, Chain? Next)
{
    public static Chain Of(int length)
    {
        var chain = new Chain(0, null);
        for (var i = 1; i < length; i++)
            chain = new(i, chain);
        return chain;
    }
}
