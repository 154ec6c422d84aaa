namespace DistLab.Kernel;

/// <summary>What a completion stands for; a front end shows an icon by it.</summary>
public enum CompletionKind
{
    /// <summary>A variable of the session, a local variable or a parameter.</summary>
    Variable,

    /// <summary>A field or a constant.</summary>
    Field,

    /// <summary>A property or an indexer.</summary>
    Property,

    /// <summary>A method or a local function.</summary>
    Method,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A class or a record class.</summary>
    Class,

    /// <summary>A struct or a record struct.</summary>
    Struct,

    /// <summary>An interface.</summary>
    Interface,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A delegate type.</summary>
    Delegate,

    /// <summary>A type parameter.</summary>
    TypeParameter,

    /// <summary>A namespace.</summary>
    Namespace,

    /// <summary>A word of C#.</summary>
    Keyword,

    /// <summary>A directive such as <c>#!time</c>.</summary>
    Directive,

    /// <summary>A file or a folder, in <c>#r</c>, <c>#load</c> and <c>#!import</c>.</summary>
    File,
}
