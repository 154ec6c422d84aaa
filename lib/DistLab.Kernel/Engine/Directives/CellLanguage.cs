namespace DistLab.Kernel;

/// <summary>What the lines of a cell are written in.</summary>
internal enum CellLanguage
{
    CSharp,
    Html,
    JavaScript,
    Markdown,
    Mermaid,
}
