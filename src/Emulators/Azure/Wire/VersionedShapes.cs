using System.Reflection;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Wire;

/// <summary>The shapes of requests in one version of the API: members that are marked as older or newer are left out.</summary>
internal sealed partial class VersionedShapes
{
    private VersionedShapes(IReadOnlyDictionary<string, Shape> shapes) => Shapes = shapes;

    public IReadOnlyDictionary<string, Shape> Shapes { get; }

    public static VersionedShapes Load(bool withOld, bool withNew)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("azure.shapes")!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        var remarksEnd = text.IndexOf("\n\n", StringComparison.Ordinal);
        text = text[remarksEnd..];
        text = withOld ? text : OldMember().Replace(text, string.Empty);
        text = withNew ? text : NewMember().Replace(text, string.Empty);
        return new VersionedShapes(ShapeBook.Parse(Mark().Replace(text, string.Empty)).Shapes);
    }

    [GeneratedRegex(@",\s*-\w+\*?:[^,{}]+(?=[,}])")]
    private static partial Regex OldMember();

    [GeneratedRegex(@",\s*\+\w+\*?:[^,{}]+(?=[,}])")]
    private static partial Regex NewMember();

    [GeneratedRegex(@"(?<=,\s*)[-+](?=\w)")]
    private static partial Regex Mark();
}
