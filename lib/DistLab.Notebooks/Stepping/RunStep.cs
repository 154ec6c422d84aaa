namespace DistLab.Notebooks.Stepping;

/// <summary>What a step is about.</summary>
internal enum StepTone
{
    Usual,

    /// <summary>Something went wrong, or was mended.</summary>
    Fault,

    /// <summary>A claim was broken.</summary>
    Violation,
}

/// <summary>One event, and all that was done in answer to it.</summary>
internal sealed class RunStep(string time, int node, string text)
{
    /// <summary>When, in words.</summary>
    public string Time { get; } = time;

    /// <summary>At which node; −1 for the network, or for all.</summary>
    public int Node { get; } = node;

    public string Text { get; } = text;

    public StepTone Tone { get; set; }

    /// <summary>What marks it on the time line: a letter that the page knows.</summary>
    public string Mark { get; init; } = "";

    /// <summary>The kind of the message that it is about, or −1.</summary>
    public int Kind { get; init; } = -1;

    /// <summary>What the node did in answer, and what was found broken.</summary>
    public List<string> Acts { get; } = [];

    /// <summary>The states that nodes came to, by their numbers in the table.</summary>
    public List<(int Node, int State)> States { get; } = [];

    /// <summary>What nodes have become: down, paused, slow ….</summary>
    public List<(int Node, string Status)> Statuses { get; } = [];
}
