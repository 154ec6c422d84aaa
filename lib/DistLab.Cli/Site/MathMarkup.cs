using System.Text;

namespace DistLab.Cli.Site;

/// <summary>
/// The small part of TeX that a chapter needs, as MathML, which browsers draw without scripts or fonts: letters,
/// numbers, sub- and superscripts, fractions, roots, text, Greek and the usual signs. A command that is not known
/// is shown as it was typed.
/// </summary>
internal sealed class MathMarkup
{
    private static readonly Dictionary<string, string> Letters = new()
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["varepsilon"] = "ε", ["theta"] = "θ", ["kappa"] = "κ",
        ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ", ["varphi"] = "φ",
        ["omega"] = "ω", ["Delta"] = "Δ", ["Gamma"] = "Γ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Pi"] = "Π", ["Sigma"] = "Σ", ["Phi"] = "Φ", ["Omega"] = "Ω",
        ["infty"] = "∞", ["emptyset"] = "∅", ["ell"] = "ℓ", ["ldots"] = "…", ["dots"] = "…", ["cdots"] = "⋯",
    };

    private static readonly Dictionary<string, string> Signs = new()
    {
        ["le"] = "≤", ["leq"] = "≤", ["ge"] = "≥", ["geq"] = "≥", ["ne"] = "≠", ["neq"] = "≠", ["approx"] = "≈", ["sim"] = "∼", ["equiv"] = "≡",
        ["pm"] = "±", ["mp"] = "∓", ["times"] = "×", ["cdot"] = "⋅", ["div"] = "÷", ["to"] = "→", ["rightarrow"] = "→", ["leftarrow"] = "←",
        ["Rightarrow"] = "⇒", ["iff"] = "⇔", ["mapsto"] = "↦", ["in"] = "∈", ["notin"] = "∉", ["subset"] = "⊂", ["subseteq"] = "⊆", ["cup"] = "∪", ["cap"] = "∩",
        ["land"] = "∧", ["lor"] = "∨", ["neg"] = "¬", ["forall"] = "∀", ["exists"] = "∃", ["parallel"] = "∥", ["mid"] = "|", ["ll"] = "≪", ["gg"] = "≫", ["prec"] = "≺",
        ["sum"] = "∑", ["prod"] = "∏", ["int"] = "∫", ["lfloor"] = "⌊", ["rfloor"] = "⌋", ["lceil"] = "⌈", ["rceil"] = "⌉",
        ["{"] = "{", ["}"] = "}", ["%"] = "%", ["#"] = "#", ["&"] = "&", ["_"] = "_", ["$"] = "$", ["|"] = "‖",
    };

    private static readonly HashSet<string> Names = ["max", "min", "log", "ln", "exp", "lim", "Pr", "sup", "inf", "mod", "gcd"];

    private readonly string _tex;
    private int _at;

    private MathMarkup(string tex) => _tex = tex;

    /// <summary>One formula as a math element, one on a line of its own in a span that scrolls; the TeX stays in it as its annotation.</summary>
    public static string ToMathMl(string tex, bool display)
    {
        tex = tex.Trim();
        var body = new MathMarkup(tex).Row('\0');
        var math = $"<math{(display ? " display=\"block\"" : "")}><semantics><mrow>{body}</mrow><annotation encoding=\"application/x-tex\">{Html.Escape(tex)}</annotation></semantics></math>";
        return display ? $"<span class=\"formula\">{math}</span>" : math;
    }

    private string Row(char end)
    {
        var row = new StringBuilder();
        while (_at < _tex.Length)
        {
            if (_tex[_at] == end)
            {
                _at++;
                break;
            }
            row.Append(Scripted());
        }
        return row.ToString();
    }

    private string Scripted()
    {
        var (atom, hasLimits) = Atom();
        string? below = null, above = null;
        while (_at < _tex.Length && _tex[_at] is '_' or '^' or '\'')
        {
            var mark = _tex[_at++];
            if (mark == '_') below = Argument();
            else above = mark == '^' ? Argument() : "<mo>′</mo>";
        }
        var (sub, sup, both) = hasLimits ? ("munder", "mover", "munderover") : ("msub", "msup", "msubsup");
        return (below, above) switch
        {
            (null, null) => atom,
            (not null, null) => $"<{sub}>{atom}{below}</{sub}>",
            (null, not null) => $"<{sup}>{atom}{above}</{sup}>",
            _ => $"<{both}>{atom}{below}{above}</{both}>",
        };
    }

    private string Argument()
    {
        while (_at < _tex.Length && _tex[_at] == ' ') _at++;
        return _at < _tex.Length ? Atom().Markup : "<mrow></mrow>";
    }

    private (string Markup, bool HasLimits) Atom()
    {
        var c = _tex[_at++];
        if (c == '{') return ($"<mrow>{Row('}')}</mrow>", false);
        if (c == '\\') return Command();
        if (char.IsAsciiDigit(c)) return ($"<mn>{c}{While(d => char.IsAsciiDigit(d) || d is '.' or ',' && _at + 1 < _tex.Length && char.IsAsciiDigit(_tex[_at + 1]))}</mn>", false);
        if (char.IsLetter(c)) return ($"<mi>{c}</mi>", false);
        if (char.IsWhiteSpace(c)) return ("", false);
        return c switch
        {
            '~' => ("<mspace width=\"0.33em\"/>", false),
            '-' => ("<mo>−</mo>", false),
            '*' => ("<mo>∗</mo>", false),
            _ => ($"<mo>{Html.Escape(c.ToString())}</mo>", false),
        };
    }

    private (string Markup, bool HasLimits) Command()
    {
        var name = While(char.IsAsciiLetter);
        if (name.Length == 0 && _at < _tex.Length) name = _tex[_at++].ToString();
        if (Letters.TryGetValue(name, out var letter)) return ($"<mi>{letter}</mi>", false);
        if (Signs.TryGetValue(name, out var sign)) return ($"<mo>{Html.Escape(sign)}</mo>", name is "sum" or "prod");
        if (Names.Contains(name)) return ($"<mi>{name}</mi>", name is "max" or "min" or "lim");
        return name switch
        {
            "frac" or "tfrac" or "dfrac" => ($"<mfrac>{Argument()}{Argument()}</mfrac>", false),
            // msqrt draws no sign where the reader's system has no mathematical font.
            "sqrt" => ($"<mrow><mo class=\"root\">√</mo><mrow class=\"rooted\">{Argument()}</mrow></mrow>", false),
            "text" or "mathrm" or "mathit" or "textit" or "operatorname" or "mathbf" => ($"<mtext>{Html.Escape(RawArgument()).Replace(" ", "\u00a0")}</mtext>", false),
            "bar" or "overline" => ($"<mover>{Argument()}<mo>¯</mo></mover>", false),
            "hat" => ($"<mover>{Argument()}<mo>^</mo></mover>", false),
            "left" or "right" or "big" or "bigl" or "bigr" => ("", false),
            "," or ";" or ":" or " " or "!" or "quad" or "qquad" => ($"<mspace width=\"{(name is "quad" ? "1em" : name is "qquad" ? "2em" : "0.2em")}\"/>", false),
            _ => ($"<mtext>\\{Html.Escape(name)}</mtext>", false),
        };
    }

    private string RawArgument()
    {
        if (_at >= _tex.Length || _tex[_at] != '{') return "";
        _at++;
        var text = While(c => c != '}');
        _at++;
        return text;
    }

    private string While(Func<char, bool> wanted)
    {
        var start = _at;
        while (_at < _tex.Length && wanted(_tex[_at])) _at++;
        return _tex[start.._at];
    }
}
