namespace DistLab.Notebooks.Exercises;

/// <summary>What a notebook shows as a box of text.</summary>
internal interface IBox
{
    string ToHtml();
}
