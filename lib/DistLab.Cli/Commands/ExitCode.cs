namespace DistLab.Cli;

/// <summary>The statuses with which the command ends.</summary>
internal static class ExitCode
{
    /// <summary>All that was asked for succeeded.</summary>
    public const int Success = 0;

    /// <summary>A notebook failed, or its outputs differ.</summary>
    public const int Failure = 1;

    /// <summary>The command was not given as it must be; nothing was run.</summary>
    public const int Usage = 2;

    /// <summary>A package that the work needs is on no feed that can be reached.</summary>
    public const int MissingPackage = 3;

    /// <summary>Ctrl+C, as shells count it.</summary>
    public const int Interrupted = 130;
}
