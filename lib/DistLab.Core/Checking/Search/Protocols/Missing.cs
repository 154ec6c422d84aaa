namespace DistLab.Checking.Search;

/// <summary>Something that must be learnt before a state can be looked into.</summary>
/// <param name="Kind">What.</param>
/// <param name="First">The local, the envelope or the history.</param>
/// <param name="Second">The envelope, the outputs or the renaming.</param>
internal readonly record struct Missing(MissingKind Kind, int First, int Second);
