namespace DistLab.Kernel;

/// <summary>What a message between the runner and its worker is about.</summary>
internal enum FrameKind : byte
{
    /// <summary>To the worker: the folder, the limits and the mark that ends a cell's raw output. JSON.</summary>
    Start = (byte)'S',

    /// <summary>To the worker: the name and the text of a cell to run. JSON.</summary>
    Execute = (byte)'C',

    /// <summary>From the worker: it can take cells. Empty.</summary>
    Ready = (byte)'Y',

    /// <summary>From the worker: text printed to standard output. UTF-8.</summary>
    Output = (byte)'O',

    /// <summary>From the worker: text printed to standard error. UTF-8.</summary>
    Error = (byte)'E',

    /// <summary>From the worker: a displayed value. JSON.</summary>
    Display = (byte)'D',

    /// <summary>From the worker: a displayed value that replaces an earlier one. JSON.</summary>
    Update = (byte)'U',

    /// <summary>From the worker: what the cell has put out so far is to be removed, at once or when the next output comes. JSON.</summary>
    Clear = (byte)'L',

    /// <summary>From the worker: the cell ended. JSON.</summary>
    Result = (byte)'R',

    /// <summary>From the worker: the cell's code ends the process. JSON.</summary>
    Exit = (byte)'X',
}
