using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MultiBatch.PowerShell.Packaging.Package;

/// <summary>The module as a package that <c>Install-PSResource</c> takes from a folder or a gallery.</summary>
internal static partial class ModulePackage
{
    private const string Id = "MultiBatch";

    // The same package twice is the same bytes.
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Packs the folder.</summary>
    /// <param name="module">The folder of the module.</param>
    /// <param name="packages">Where the package goes.</param>
    /// <param name="version">The version.</param>
    /// <returns>The path of the package.</returns>
    public static string Write(string module, string packages, string version)
    {
        Directory.CreateDirectory(packages);
        var path = Path.Combine(packages, $"{Id}.{version}.nupkg");
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        var files = Directory.GetFiles(module, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(module, file).Replace('\\', '/')).Order(StringComparer.Ordinal).ToList();
        Add(zip, "[Content_Types].xml", ContentTypes(files));
        Add(zip, "_rels/.rels", Relations());
        Add(zip, $"{Id}.nuspec", Specification(File.ReadAllText(Path.Combine(module, "MultiBatch.psd1")), version));
        foreach (var file in files)
        {
            var entry = zip.CreateEntry(file, CompressionLevel.Optimal);
            entry.LastWriteTime = Time;
            using var to = entry.Open();
            using var from = File.OpenRead(Path.Combine(module, file));
            from.CopyTo(to);
        }

        return path;
    }

    private static void Add(ZipArchive zip, string name, XElement content)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
        entry.LastWriteTime = Time;
        using var writer = new StreamWriter(entry.Open(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        writer.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        writer.Write(content.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static XElement ContentTypes(IReadOnlyList<string> files)
    {
        XNamespace types = "http://schemas.openxmlformats.org/package/2006/content-types";
        var extensions = files.Select(Path.GetExtension).Where(extension => extension!.Length > 1).Select(extension => extension![1..].ToLowerInvariant()).Append("nuspec").Distinct().Order(StringComparer.Ordinal);
        return new XElement(
            types + "Types",
            new XElement(types + "Default", new XAttribute("Extension", "rels"), new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            extensions.Select(extension => new XElement(types + "Default", new XAttribute("Extension", extension), new XAttribute("ContentType", "application/octet"))),
            files.Where(file => Path.GetExtension(file).Length <= 1).Select(file => new XElement(types + "Override", new XAttribute("PartName", "/" + file), new XAttribute("ContentType", "application/octet"))));
    }

    private static XElement Relations()
    {
        XNamespace relations = "http://schemas.openxmlformats.org/package/2006/relationships";
        return new XElement(
            relations + "Relationships",
            new XElement(
                relations + "Relationship",
                new XAttribute("Type", "http://schemas.microsoft.com/packaging/2010/07/manifest"),
                new XAttribute("Target", $"/{Id}.nuspec"),
                new XAttribute("Id", "R1")));
    }

    private static XElement Specification(string manifest, string version)
    {
        XNamespace package = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
        var cmdlets = CmdletName().Matches(manifest).Select(match => match.Groups[1].Value).Distinct().ToList();
        var tags = Tags().Match(manifest).Groups[1].Value.Split(',').Select(tag => tag.Trim().Trim('\'')).Where(tag => tag.Length > 0);
        return new XElement(
            package + "package",
            new XElement(
                package + "metadata",
                new XElement(package + "id", Id),
                new XElement(package + "version", version),
                new XElement(package + "authors", Value(manifest, "Author")),
                new XElement(package + "owners", Value(manifest, "CompanyName")),
                new XElement(package + "requireLicenseAcceptance", "false"),
                new XElement(package + "license", new XAttribute("type", "expression"), "MIT"),
                new XElement(package + "description", Value(manifest, "Description")),
                new XElement(package + "copyright", Value(manifest, "Copyright")),
                new XElement(package + "tags", string.Join(' ', tags.Append("PSModule").Append("PSIncludes_Cmdlet").Concat(cmdlets.Select(name => "PSCmdlet_" + name)).Concat(cmdlets.Select(name => "PSCommand_" + name))))));
    }

    private static string Value(string manifest, string name) =>
        Regex.Match(manifest, $@"^\s*{name}\s*=\s*'((?:[^']|'')*)'", RegexOptions.Multiline).Groups[1].Value.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"^\s+'([A-Z][a-z]+-Batch\w*)'", RegexOptions.Multiline)]
    private static partial Regex CmdletName();

    [GeneratedRegex(@"Tags\s*=\s*@\(([^)]*)\)")]
    private static partial Regex Tags();
}
