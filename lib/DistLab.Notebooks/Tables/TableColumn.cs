namespace DistLab.Notebooks.Tables;

/// <summary>How a column is read off a row.</summary>
internal sealed record TableColumn<T>(string Name, Func<T, object?> Value, string? Format = null, string? Unit = null);
