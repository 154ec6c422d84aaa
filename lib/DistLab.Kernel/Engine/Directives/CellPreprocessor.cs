namespace DistLab.Kernel;

/// <summary>Takes a cell apart: C#, and the directives of .NET Interactive's dialect.</summary>
internal sealed class CellPreprocessor(string folder, CSharpEngine engine)
{
    private readonly NuGetPackages _packages = new();
    private readonly CellValues _values = new(engine.Session);

    /// <summary>The parts in the order in which they are to be done; a part is read only when those before it are done.</summary>
    /// <exception cref="CellFailure">A directive is unknown or cannot be followed.</exception>
    internal IEnumerable<CellPart> Split(string source, string cellName, CancellationToken cancellation) =>
        Split(source, cellName, new Place(folder, [], cancellation));

    private IEnumerable<CellPart> Split(string source, string name, Place place)
    {
        string[] lines = source.ReplaceLineEndings("\n").Split('\n');
        var block = new TextBlock();
        for (int i = 0; i < lines.Length; i++)
        {
            var directive = CellDirective.Parse(lines[i], name, i + 1);
            switch (directive?.Info.Kind)
            {
                case null:
                    block.Add(lines[i], i);
                    break;
                case DirectiveKind.Time:
                    block.Add("", i);
                    yield return new CellPart(CellPartKind.Time, name);
                    break;
                case DirectiveKind.Share or DirectiveKind.Set when block.Language == CellLanguage.JavaScript:
                    _values.ShareWithScript(directive, block);
                    break;
                case DirectiveKind.Language:
                    if (block.ToPart(name) is { } part)
                        yield return part;
                    _ = directive.Arguments();
                    block = new TextBlock(directive.Info.Language!.Value);
                    break;
                case DirectiveKind.Value:
                    if (block.ToPart(name) is { } above)
                        yield return above;
                    var text = new TextBlock();
                    for (; i + 1 < lines.Length && CellDirective.Find(lines[i + 1]) is null; i++)
                        text.Add(lines[i + 1], i + 1);
                    foreach (var shown in _values.Keep(directive, text.Text, place.Folder))
                        yield return shown;
                    block = new TextBlock();
                    break;
                default:
                    // A library must be known before the code below it compiles, and code above it may build that library.
                    if (block.ToPart(name) is { } before)
                        yield return before;
                    block = new TextBlock(block.Language);
                    foreach (var followed in Follow(directive, place))
                        yield return followed;
                    break;
            }
        }
        if (block.ToPart(name) is { } last)
            yield return last;
    }

    private IEnumerable<CellPart> Follow(CellDirective directive, Place place)
    {
        switch (directive.Info.Kind)
        {
            case DirectiveKind.Source:
                _packages.AddSource(directive.Package);
                return [];
            case DirectiveKind.Reference when directive.IsPackage:
                return [new CellPart(CellPartKind.Library, directive.CellName) { Paths = _packages.Restore(directive, place.Cancellation) }];
            case DirectiveKind.Reference:
                return [new CellPart(CellPartKind.Library, directive.CellName) { Paths = [CellFiles.FindLibrary(directive, place.Folder)] }];
            case DirectiveKind.Load:
                return Load(directive, place);
        }
        // What follows takes no text in quotes, so it is checked for words that it does not take.
        var arguments = directive.Arguments();
        return directive.Info.Kind switch
        {
            DirectiveKind.Set => [_values.Set(directive, arguments)],
            DirectiveKind.Share => [_values.Share(directive, arguments)],
            DirectiveKind.Who => [Show(directive, SessionListing.Names(engine))],
            DirectiveKind.Whos => [Show(directive, SessionListing.Values(engine))],
            DirectiveKind.About => [Show(directive, SessionListing.About)],
            _ => [Show(directive, DirectiveTable.Listing)],
        };
    }

    private IEnumerable<CellPart> Load(CellDirective directive, Place place)
    {
        string written = directive.Info.IsQuoted ? directive.Text : directive.Text.Trim('"');
        if (written.Length == 0)
            throw directive.Fail($"{directive.Info.Name} needs a file: {directive.Info.Usage}.");
        string path = CellFiles.FullPath(written, place.Folder);
        if (place.Loading.Contains(path))
            throw directive.Fail($"\"{written}\" loads itself: {string.Join(" → ", place.Loading.Append(path).Select(Path.GetFileName))}.");
        var inside = new Place(Path.GetDirectoryName(path)!, [.. place.Loading, path], place.Cancellation);
        return CellFiles.Cells(directive, path, written).SelectMany(cell => Split(cell.Text, cell.Name, inside));
    }

    private static CellPart Show(CellDirective directive, MimeBundle bundle) => new(CellPartKind.Display, directive.CellName) { Bundle = bundle };

    /// <summary>Where directives are followed.</summary>
    /// <param name="Folder">The folder that paths count from.</param>
    /// <param name="Loading">The files that are being loaded, the outermost first.</param>
    /// <param name="Cancellation">Ends what takes long.</param>
    private sealed record Place(string Folder, IReadOnlyList<string> Loading, CancellationToken Cancellation);
}
