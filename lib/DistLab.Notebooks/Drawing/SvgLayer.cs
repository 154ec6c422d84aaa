using System.Text;

namespace DistLab.Notebooks.Drawing;

/// <summary>Elements of one layer, gathered by equal attributes in the order in which these were first used.</summary>
internal sealed class SvgLayer
{
    private readonly List<(string Attributes, bool IsPath, List<string> Parts)> groups = [];
    private readonly Dictionary<(string Attributes, bool IsPath), int> index = [];

    public void AddPath(string attributes, string data, bool alone)
    {
        if (alone)
            groups.Add((attributes, true, [data]));
        else
            Group(attributes, isPath: true).Add(data);
    }

    public void AddElement(string attributes, string element) => Group(attributes, isPath: false).Add(element);

    public void Write(StringBuilder output)
    {
        foreach (var (attributes, isPath, parts) in groups)
        {
            if (isPath)
                output.Append("<path").Append(attributes).Append(" d=\"").AppendJoin("", parts).Append("\"/>\n");
            else if (parts.Count == 1)
                output.Append(parts[0].Insert(parts[0].IndexOf(' '), attributes)).Append('\n');
            else
                output.Append("<g").Append(attributes).Append('>').AppendJoin("", parts).Append("</g>\n");
        }
    }

    private List<string> Group(string attributes, bool isPath)
    {
        if (!index.TryGetValue((attributes, isPath), out var at))
        {
            at = index[(attributes, isPath)] = groups.Count;
            groups.Add((attributes, isPath, []));
        }
        return groups[at].Parts;
    }
}
