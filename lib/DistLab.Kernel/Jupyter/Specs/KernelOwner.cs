namespace DistLab.Kernel;

/// <summary>Whose kernel stands under a name.</summary>
internal enum KernelOwner
{
    /// <summary>The name is free.</summary>
    None,

    /// <summary>DistLab put it there.</summary>
    DistLab,

    /// <summary>Something else did.</summary>
    Other,
}
