namespace DistLab.Notebooks.Drawing;

/// <summary>Which point of a text stands at the given place.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}
