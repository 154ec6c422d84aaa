namespace DistLab.Notebooks;

/// <summary>A column of a table by itself: how a table is made from the columns of another tool, and taken apart for one.</summary>
/// <param name="Name">Its head, without the unit.</param>
/// <param name="Values">A value for each row; null is a missing one.</param>
/// <param name="Unit">The unit of its numbers, or the one to show its times in; null where it has none or its times choose their own.</param>
public sealed record TableColumn(string Name, IReadOnlyList<object?> Values, string? Unit = null)
{
    /// <summary>
    /// The same column in the types that every tool knows: all of its values are <see cref="long"/>, or <see cref="double"/>, or
    /// <see cref="bool"/>, or <see cref="string"/>, and null where one is missing. Times become numbers of one unit, which the
    /// name then holds, as in <c>Wait, ms</c>; a number's unit is put there too.
    /// </summary>
    public TableColumn ToPlain() => Tables.PlainColumn.Of(this);
}
