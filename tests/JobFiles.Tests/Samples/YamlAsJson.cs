using System.Text.Json;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Syntax;
using MultiBatch.JobFiles.Tables;

namespace MultiBatch.JobFiles.Tests.Samples;

/// <summary>A YAML text as editors see it when they check it against a schema: unquoted numbers, true, false and null are no text.</summary>
internal static class YamlAsJson
{
    public static JsonElement Convert(string yaml)
    {
        var problems = new ProblemList("yaml");
        var scope = Scope.Root(new ReadContext(problems, new TaskTableStore(null)));
        var node = YamlComposer.Compose(yaml, scope);
        Assert.True(problems.IsEmpty && node is MappingNode, string.Join('\n', problems.ToList()));
        Assert.True(NativeSections.TryRead(node!, scope, out var value));
        return value;
    }
}
