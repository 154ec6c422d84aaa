namespace DistLab.Kernel;

/// <summary>Takes the directives out of a cell that is still being written, keeping every position where it was.</summary>
internal static class DirectiveLines
{
    /// <summary>The cell with blanks in the place of all that is no C#.</summary>
    internal static string Blank(string code, out bool otherLanguageLast)
    {
        otherLanguageLast = false;
        char[] text = code.ToCharArray();
        for (int start = 0; start < text.Length;)
        {
            int end = Array.FindIndex(text, start, c => c is '\n' or '\r') is >= 0 and var next ? next : text.Length;
            string line = code[start..end];
            var directive = CellDirective.Find(line);
            if (directive is { } found && DirectiveTable.Find(found.Name)?.Language is { } language)
                otherLanguageLast = language != CellLanguage.CSharp;
            if (directive is not null || otherLanguageLast)
                Array.Fill(text, ' ', start, end - start);
            start = end + 1;
        }
        return new string(text);
    }
}
