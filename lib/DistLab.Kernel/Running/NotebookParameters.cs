using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DistLab.Kernel;

/// <summary>
/// The parameters of a notebook, by papermill's convention: the variables that a code cell tagged <c>parameters</c>
/// declares. Values given to a run are assigned in a cell tagged <c>injected-parameters</c> that follows it.
/// </summary>
public static class NotebookParameters
{
    internal const string Tag = "parameters";
    internal const string InjectedTag = "injected-parameters";

    /// <summary>The parameters that a notebook has, in their order; none where no cell is tagged <c>parameters</c>.</summary>
    /// <param name="notebook">The notebook; nothing in it is run.</param>
    public static IReadOnlyList<NotebookParameter> Of(NotebookDocument notebook)
    {
        if (FindCell(notebook) is not { } cell)
            return [];
        var tree = CSharpSyntaxTree.ParseText(cell.Source, new CSharpParseOptions(LanguageVersion.Latest, kind: SourceCodeKind.Script));
        return
        [
            .. tree.GetCompilationUnitRoot().Members.Select(Declaration).OfType<VariableDeclarationSyntax>()
                .SelectMany(declaration => declaration.Variables.Select(variable => ToParameter(declaration, variable))),
        ];
    }

    /// <summary>Checks that a notebook has all parameters that are given and that the values fit their types.</summary>
    /// <param name="notebook">The notebook; it is not changed.</param>
    /// <param name="values">Name to value, as text.</param>
    /// <exception cref="NotebookParameterException">It has not, or they do not.</exception>
    public static void Check(NotebookDocument notebook, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
            return;
        var parameters = Of(notebook);
        foreach (var (name, value) in values)
            Assignment(notebook, parameters, name, value);
    }

    /// <summary>Adds the cell that assigns the given values, in the place of an earlier one if there is one.</summary>
    internal static void Inject(NotebookDocument notebook, IReadOnlyDictionary<string, string> values)
    {
        if (values.Count == 0)
            return;
        var parameters = Of(notebook);
        var given = parameters.Where(parameter => values.ContainsKey(parameter.Name));
        string source = string.Join('\n', given.Select(parameter => Assignment(notebook, parameters, parameter.Name, values[parameter.Name])));
        for (int i = notebook.Cells.Count - 1; i >= 0; i--)
        {
            if (notebook.Cells[i].HasTag(InjectedTag))
                notebook.RemoveAt(i);
        }
        int after = notebook.Cells.ToList().FindIndex(cell => cell.HasTag(Tag));
        notebook.Insert(after + 1, NotebookCell.Code(InjectedTag, source, InjectedTag));
    }

    private static NotebookCell? FindCell(NotebookDocument notebook) =>
        notebook.Cells.FirstOrDefault(cell => cell.Type == CellType.Code && cell.HasTag(Tag));

    private static VariableDeclarationSyntax? Declaration(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field when !field.Modifiers.Any(SyntaxKind.ConstKeyword) => field.Declaration,
        GlobalStatementSyntax { Statement: LocalDeclarationStatementSyntax { IsConst: false } local } => local.Declaration,
        _ => null,
    };

    private static NotebookParameter ToParameter(VariableDeclarationSyntax declaration, VariableDeclaratorSyntax variable)
    {
        var value = variable.Initializer?.Value;
        string type = declaration.Type.IsVar ? TypeOf(value) : declaration.Type.ToString();
        return new NotebookParameter(variable.Identifier.ValueText, type, value?.ToString() ?? "");
    }

    /// <summary>What <c>var</c> stands for, where the expression shows it without a compiler.</summary>
    private static string TypeOf(ExpressionSyntax? value) => value switch
    {
        LiteralExpressionSyntax { Token.Value: { } literal } => ParameterLiteral.Keyword(literal.GetType()),
        PrefixUnaryExpressionSyntax { Operand: var operand } => TypeOf(operand),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner } } => owner.ToString(),
        ObjectCreationExpressionSyntax created => created.Type.ToString(),
        _ => "",
    };

    private static string Assignment(NotebookDocument notebook, IReadOnlyList<NotebookParameter> parameters, string name, string value)
    {
        var parameter = parameters.FirstOrDefault(known => known.Name == name);
        if (parameter is null)
            throw new NotebookParameterException(Unknown(notebook, parameters, name));
        string? literal = ParameterLiteral.Write(parameter.Type, value);
        if (literal is null)
        {
            throw new NotebookParameterException(
                $"{notebook.Name}: the parameter {name} is {Article(parameter.Type)}; \"{value}\" is none. In the notebook it is {parameter.Default}.");
        }
        return $"{name} = {literal};";
    }

    private static string Article(string type) => type.Length > 0 ? $"of type {type}" : "a C# expression";

    private static string Unknown(NotebookDocument notebook, IReadOnlyList<NotebookParameter> parameters, string name)
    {
        if (parameters.Count == 0)
            return $"{notebook.Name}: the notebook has no parameter {name}: it has no cell tagged \"{Tag}\" that declares variables.";
        string list = string.Join(", ", parameters.Select(parameter => $"{parameter.Name} = {parameter.Default}"));
        return $"{notebook.Name}: the notebook has no parameter {name}. It has: {list}.";
    }
}
