namespace DistLab.Kernel;

/// <summary>Takes the directives out of a cell that is still being written, keeping every position where it was.</summary>
internal static class DirectiveLines
{
    /// <summary>The cell with blanks in the place of all that is no C#.</summary>
    /// <param name="code">The cell.</param>
    /// <param name="position">A place in it.</param>
    /// <param name="isCSharp">Whether C# stands at that place.</param>
    internal static string Blank(string code, int position, out bool isCSharp)
    {
        isCSharp = true;
        char[] text = code.ToCharArray();
        var language = CellLanguage.CSharp;
        for (int start = 0; start <= text.Length;)
        {
            int end = code.AsSpan(start).IndexOfAny('\n', '\r') is >= 0 and var length ? start + length : text.Length;
            var directive = CellDirective.Find(code[start..end]);
            if (directive is { } found)
                language = LanguageAfter(found.Name, language);
            bool blank = directive is not null || language != CellLanguage.CSharp;
            if (blank)
                Array.Fill(text, ' ', start, end - start);
            if (start <= position && position <= end)
                isCSharp = !blank;
            start = end + 1;
        }
        return new string(text);
    }

    private static CellLanguage LanguageAfter(string name, CellLanguage before) => DirectiveTable.Find(name) switch
    {
        { Language: { } language } => language,
        // The lines after it are its text.
        { Kind: DirectiveKind.Value } => CellLanguage.Markdown,
        _ => before,
    };
}
