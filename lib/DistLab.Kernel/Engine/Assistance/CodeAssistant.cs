namespace DistLab.Kernel;

/// <summary>Completion and inspection of a cell's text against the session.</summary>
internal sealed class CodeAssistant(CSharpEngine engine, string folder)
{
    private readonly DirectiveCompletion _directives = new(engine.Session, folder);

    internal CompletionList Complete(string code, int position)
    {
        var place = new CodeAtPosition(engine.Session, code, position, completing: true);
        if (_directives.Complete(place) is { } directives)
            return directives;
        return place.IsCSharp && !place.IsInert
            ? new CompletionList(CompletionRanking.Rank(new SymbolCompletion(place).Find(), place.Prefix), place.WordStart, place.Position)
            : new CompletionList([], place.Position, place.Position);
    }

    internal MimeBundle? Inspect(string code, int position, int detail)
    {
        var place = new CodeAtPosition(engine.Session, code, position, completing: false);
        return place.IsCSharp ? new SymbolInspection(engine, place).Describe(detail) : null;
    }
}
