namespace DistLab.Kernel;

/// <summary>What a directive asks for.</summary>
internal enum DirectiveKind
{
    /// <summary>The lines after it are in another language.</summary>
    Language,

    /// <summary>The cells from here on see a library or a package.</summary>
    Reference,

    /// <summary>Packages are looked for in one more place.</summary>
    Source,

    /// <summary>A file is run as if it stood here.</summary>
    Load,

    /// <summary>The cell's time is shown.</summary>
    Time,

    /// <summary>A variable gets a value.</summary>
    Set,

    /// <summary>A variable is handed on to the lines of another language, or back.</summary>
    Share,

    /// <summary>The lines after it, or a file, become a text that variables can be set to.</summary>
    Value,

    /// <summary>The names of the variables are shown.</summary>
    Who,

    /// <summary>The variables are shown.</summary>
    Whos,

    /// <summary>The program is shown.</summary>
    About,

    /// <summary>The directives are shown.</summary>
    List,
}
