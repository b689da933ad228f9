using System.Management.Automation;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MultiBatch.PowerShell.Pipeline;
using MultiBatch.PowerShell.Tests.Engine;
using Binder = MultiBatch.PowerShell.Tests.Engine.Binder;

namespace MultiBatch.PowerShell.Tests.Binding;

/// <summary>
/// What the binder of a real PowerShell made of each case, recorded in tests/PowerShell.Pester/Binding/binding.json: the double, on which the
/// other tests here stand, has to make the same of it.
/// </summary>
public sealed class BindingTableTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Lazy<IReadOnlyList<JsonObject>> Table = new(Read);

    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var item in Table.Value)
            {
                data.Add((string)item["cmdlet"]!, (string)item["name"]!);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_double_binds_as_PowerShell_does(string cmdlet, string name)
    {
        var item = Table.Value.Single(one => (string)one["cmdlet"]! == cmdlet && (string)one["name"]! == name);

        Assert.Equal(item["outcome"]!.ToJsonString(Plain), Replay(item).ToJsonString(Plain));
    }

    private static IReadOnlyList<JsonObject> Read()
    {
        var root = typeof(BindingTableTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "RepositoryRoot").Value!;
        var table = JsonNode.Parse(File.ReadAllText(Path.Combine(root, "tests", "PowerShell.Pester", "Binding", "binding.json")))!;
        return [.. table["cases"]!.AsArray().Select(one => one!.AsObject())];
    }

    private static JsonArray Replay(JsonObject item)
    {
        var type = typeof(BatchCmdlet).Assembly.GetTypes()
            .Single(type => type.GetCustomAttribute<CmdletAttribute>() is { } attribute && $"{attribute.VerbName}-{attribute.NounName}" == (string)item["cmdlet"]!);
        var cmdlet = (PSCmdlet)Activator.CreateInstance(type)!;
        var binder = new Binder(cmdlet);
        var outcome = new JsonArray();
        try
        {
            var input = item["pipeline"]?.AsArray().Select(BindingValues.From).ToList();
            binder.BindNamed(
                item["arguments"]?.AsObject().ToDictionary(pair => pair.Key, pair => BindingValues.From(pair.Value)) ?? [],
                expectsInput: input is not null,
                item["positional"]?.AsArray().Select(BindingValues.From).ToList());
            if (input is null)
            {
                binder.RequireMandatory();
                outcome.Add(Bound(cmdlet));
            }

            foreach (var one in input ?? [])
            {
                try
                {
                    binder.BindInput(one);
                    outcome.Add(Bound(cmdlet));
                }
                catch (BindingException e)
                {
                    outcome.Add(new JsonObject { ["error"] = e.Id });
                    if (e.Id == "MissingMandatoryParameter")
                    {
                        // With nobody there to ask, this ends the command.
                        break;
                    }
                }
            }
        }
        catch (BindingException e)
        {
            outcome.Add(new JsonObject { ["error"] = e.Id });
        }
        finally
        {
            (cmdlet as IDisposable)?.Dispose();
        }

        return outcome;
    }

    private static JsonObject Bound(PSCmdlet cmdlet)
    {
        var bound = new JsonObject();
        foreach (var pair in cmdlet.MyInvocation.BoundParameters.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            bound[pair.Key] = BindingValues.To(pair.Value);
        }

        return new JsonObject { ["set"] = cmdlet.ParameterSetName, ["bound"] = bound };
    }
}
