using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MultiBatch.PowerShell.Errors;

namespace MultiBatch.PowerShell.Tests.Packaging;

public sealed class ManifestTests
{
    private static string Manifest => File.ReadAllText(Path.Combine(CmdletCode.Sources, "Module", "MultiBatch.psd1"));

    [Fact]
    public void The_manifest_exports_what_the_code_has()
    {
        var exported = Regex.Matches(Manifest, @"^\s+'([A-Z][a-z]+-Batch\w*)'", RegexOptions.Multiline).Select(match => match.Groups[1].Value);

        Assert.Equal(CmdletCode.Cmdlets.Select(CmdletCode.Name), exported);
        Assert.DoesNotContain("'*'", Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void The_manifest_has_the_version_of_all_packages()
    {
        var version = XElement.Load(Path.Combine(CmdletCode.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.Matches($@"ModuleVersion\s*=\s*'{Regex.Escape(version)}'", Manifest);
    }

    [Fact]
    public void Files_the_manifest_and_the_script_name_are_there()
    {
        var script = File.ReadAllText(Path.Combine(CmdletCode.Sources, "Module", "MultiBatch.psm1"));
        foreach (Match file in Regex.Matches(Manifest + script, @"'(MultiBatch\.[\w.]+\.ps\w+)'"))
        {
            Assert.True(File.Exists(Path.Combine(CmdletCode.Sources, "Module", file.Groups[1].Value)), file.Value);
        }
    }

    [Fact]
    public void Every_type_that_is_written_has_a_view_and_says_what_it_is_in_text()
    {
        var views = XElement.Load(Path.Combine(CmdletCode.Sources, "Module", "MultiBatch.format.ps1xml")).Descendants("TypeName").Select(type => type.Value).ToHashSet();
        var written = CmdletCode.Cmdlets.SelectMany(cmdlet => cmdlet.GetCustomAttributes<OutputTypeAttribute>()).SelectMany(output => output.Types)
            .Where(type => type.Namespace!.StartsWith("MultiBatch", StringComparison.Ordinal)).Distinct().ToList();

        Assert.NotEmpty(written);
        Assert.All(written, type =>
        {
            Assert.Contains(type.FullName!, views);
            Assert.NotEqual(typeof(object), type.GetMethod(nameof(ToString), Type.EmptyTypes)!.DeclaringType);
        });
        Assert.All(views, name => Assert.NotNull(typeof(CmdletCode).Assembly.GetType(name)));
    }

    [Fact]
    public void Views_name_properties_and_helpers_that_exist()
    {
        var format = XElement.Load(Path.Combine(CmdletCode.Sources, "Module", "MultiBatch.format.ps1xml"));
        foreach (var view in format.Descendants("View"))
        {
            var type = typeof(CmdletCode).Assembly.GetType(view.Descendants("TypeName").Single().Value)!;
            var named = view.Descendants("PropertyName").Select(property => property.Value)
                .Concat(view.Descendants("ScriptBlock").SelectMany(block => Regex.Matches(block.Value, @"\$_\.(\w+)").Select(match => match.Groups[1].Value)));
            Assert.All(named, name => Assert.True(type.GetProperty(name) is not null, $"{type.Name}.{name}"));
            Assert.All(
                view.Descendants("ScriptBlock").SelectMany(block => Regex.Matches(block.Value, @"BatchView\]::(\w+)").Select(match => match.Groups[1].Value)),
                name => Assert.Contains(typeof(Views.BatchView).GetMethods(), method => method.Name == name));
        }
    }

    [Fact]
    public void Cmdlets_keep_to_the_rules()
    {
        Assert.All(CmdletCode.Cmdlets, cmdlet =>
        {
            var attribute = CmdletCode.Attribute(cmdlet);
            var name = CmdletCode.Name(cmdlet);
            Assert.StartsWith("Batch", attribute.NounName, StringComparison.Ordinal);
            Assert.True(cmdlet.IsSealed, name);
            Assert.Equal(attribute.VerbName is "Get" or "Test" or "Wait" or "Disconnect" or "Compare" or "Find" or "Measure", !attribute.SupportsShouldProcess);
            Assert.Equal(attribute.VerbName is "Remove" or "Unregister" ? ConfirmImpact.High : attribute.VerbName is "Connect" ? ConfirmImpact.Low : ConfirmImpact.Medium, attribute.ConfirmImpact);
            Assert.Equal(attribute.ConfirmImpact == ConfirmImpact.High || name is "Stop-BatchJob" or "Restart-BatchJob", CmdletCode.Parameters(cmdlet).Any(parameter => parameter.Name == "Force"));
            Assert.True(
                CmdletCode.Parameters(cmdlet).Any(parameter => parameter.Name == "Connection" || parameter.GetCustomAttribute<AliasAttribute>()?.AliasNames.Contains("Connection") == true)
                    || name is "Connect-Batch",
                $"{name} takes no connection");
        });
    }

    [Fact]
    public void Error_ids_are_stable_names()
    {
        Assert.All(ErrorTable.Rows, row =>
        {
            Assert.Matches("^[A-Z][A-Za-z]+$", row.Id);
            Assert.NotEmpty(row.Action);
        });
        Assert.Equal(ErrorTable.Rows.Count, ErrorTable.Rows.Select(row => row.Id).Distinct().Count());
        Assert.All(Enum.GetValues<BatchErrorCode>(), code => Assert.NotEmpty(ErrorTable.Record(new BatchException(code, "x"), "Job", null).FullyQualifiedErrorId));
    }
}
