using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MultiBatch.Cli.Commands;

/// <summary>Adds examples below the help of the commands that have some.</summary>
internal static class HelpText
{
    private static readonly Dictionary<string, string[]> Examples = new(StringComparer.Ordinal)
    {
        ["multibatch"] =
        [
            "multibatch demo",
            "multibatch submit --wait -- echo hello",
            "multibatch submit examples/pipeline.yaml --follow",
            "multibatch job list --state failed --since 1d",
        ],
        ["submit"] =
        [
            "multibatch submit --name hello --wait -- echo 'hello world'",
            "multibatch submit --array-size 100 --vcpus 0.5 --memory 256MiB -- ./simulate.sh",
            "multibatch submit --task-table samples.tsv --max-attempts 3 --retry-on hostLost --script align.sh",
            "multibatch submit examples/pipeline.yaml --connection aws --wait",
        ],
        ["plan"] =
        [
            "multibatch plan examples/pipeline.yaml",
            "multibatch plan --timeout 30s --priority 5 --native -- ./simulate.sh",
        ],
        ["list"] = [],
        ["job list"] =
        [
            "multibatch job list --state running --state queued",
            "multibatch job list --name 'align-*' --label team=genomics --since 2h",
            "multibatch job list --children-of local:default/01k9… --state failed --output json",
        ],
        ["job logs"] =
        [
            "multibatch job logs 01k9…#7",
            "multibatch job logs 01k9… --follow --stream error",
            "multibatch job logs 01k9…#7@1 --tail 20",
        ],
        ["job wait"] = ["multibatch job wait 01k9… 01ka… --timeout 30m"],
        ["job show"] = ["multibatch job show 01k9… --explain"],
        ["job stop"] = ["multibatch job stop 01k9… --reason 'wrong input'"],
        ["queue create"] = ["multibatch queue create --name urgent --priority 10 --environment default"],
        ["environment create"] = ["multibatch environment create --name small --max-vcpus 1 --max-memory 2GiB"],
        ["definition register"] = ["multibatch definition register --name align --vcpus 1 --memory 2GiB -- ./align.sh Ref::sample"],
        ["emulate aws"] =
        [
            "multibatch emulate aws --port 4566",
            "multibatch emulate aws --time-scale 0.05 --faults faults.json",
        ],
        ["emulate azure"] = ["multibatch emulate azure --port 4567", "multibatch emulate azure --delays realistic --time-scale 0.05"],
        ["costs compare"] =
        [
            "multibatch costs compare --vcpus 4 --memory 16GiB --duration 2h --count 1000 --parallelism 100 --region-group us",
            "multibatch costs compare --gpu A100 --gpus 1 --duration 6h --purchase spot --output html",
            "multibatch costs compare --vcpus 2 --memory 8GiB --arch arm64 --region aws:eu-west-1 --discount aws=12%",
        ],
        ["costs estimate"] = ["multibatch costs estimate examples/pipeline.yaml --duration 30m"],
        ["costs report"] = ["multibatch costs report --by label:team --since 30d", "multibatch costs report 01k9… --by task --output csv"],
        ["costs machines"] = ["multibatch costs machines --vcpus 8 --memory 30GiB --provider google --region-group eu"],
        ["costs refresh"] = ["multibatch costs refresh --provider azure --region azure:eastus"],
        ["connection add"] =
        [
            "multibatch connection add aws --name prod --region eu-west-1 --queue main --set executionRole=arn:aws:iam::123456789012:role/ecsTaskExecutionRole",
            "multibatch connection add local --name scratch --set stateDirectory=/tmp/scratch",
        ],
    };

    /// <summary>Gives every command a help option that ends with its examples.</summary>
    public static void Apply(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
        {
            option.Action = new HelpWithExamples((HelpAction)option.Action!);
        }
    }

    /// <summary>The examples of a command, by its path without <c>multibatch</c>.</summary>
    public static IReadOnlyList<string> ExamplesOf(string path) => Examples.TryGetValue(path, out var examples) ? examples : [];

    /// <summary>The words that lead to a command, without <c>multibatch</c>; that word alone for the root.</summary>
    public static string PathOf(Command command)
    {
        var names = new List<string>();
        for (var node = command; node is not null and not RootCommand; node = node.Parents.OfType<Command>().FirstOrDefault())
        {
            names.Insert(0, node.Name);
        }

        return names.Count == 0 ? "multibatch" : string.Join(' ', names);
    }

    private sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = inner.Invoke(parseResult);
            var examples = ExamplesOf(PathOf(parseResult.CommandResult.Command));
            if (examples.Count > 0)
            {
                var output = parseResult.InvocationConfiguration.Output;
                output.WriteLine("Examples:");
                foreach (var example in examples)
                {
                    output.WriteLine("  " + example);
                }

                output.WriteLine();
            }

            return result;
        }
    }
}
