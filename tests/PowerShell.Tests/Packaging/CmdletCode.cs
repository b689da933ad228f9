using System.Management.Automation;
using System.Reflection;
using MultiBatch.PowerShell.Packaging.Help;

namespace MultiBatch.PowerShell.Tests.Packaging;

/// <summary>What the code says of the cmdlets: what the manifest, the help and the views have to agree with.</summary>
internal static class CmdletCode
{
    public static IReadOnlyList<Type> Cmdlets { get; } =
        [.. typeof(PowerShell.Pipeline.BatchCmdlet).Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute))).OrderBy(Name, StringComparer.Ordinal)];

    public static string Root { get; } = typeof(CmdletCode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "RepositoryRoot").Value!;

    public static string Configuration { get; } = typeof(CmdletCode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == "Configuration").Value!;

    public static string Sources => Path.Combine(Root, "src", "PowerShell");

    public static CmdletAttribute Attribute(Type cmdlet) => cmdlet.GetCustomAttribute<CmdletAttribute>()!;

    public static string Name(Type cmdlet) => $"{Attribute(cmdlet).VerbName}-{Attribute(cmdlet).NounName}";

    public static IReadOnlyList<PropertyInfo> Parameters(Type cmdlet) =>
        [.. cmdlet.GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).OrderBy(property => property.Name, StringComparer.OrdinalIgnoreCase)];

    public static IReadOnlyList<string> Sets(Type cmdlet)
    {
        var sets = Parameters(cmdlet).SelectMany(property => property.GetCustomAttributes<ParameterAttribute>()).Select(one => one.ParameterSetName)
            .Where(name => name != ParameterAttribute.AllParameterSets).Distinct().Order(StringComparer.Ordinal).ToList();
        var first = Attribute(cmdlet).DefaultParameterSetName;
        return sets.Count == 0 ? [HelpBinding.AllSets] : [.. sets.Where(set => set == first), .. sets.Where(set => set != first)];
    }

    /// <summary>How the parameters of a cmdlet bind, those that PowerShell adds included.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<HelpBinding>> Bindings(Type cmdlet)
    {
        var bindings = Parameters(cmdlet).ToDictionary(property => property.Name, Bindings, StringComparer.Ordinal);
        if (Attribute(cmdlet).SupportsShouldProcess)
        {
            bindings["WhatIf"] = [new HelpBinding { Type = "SwitchParameter", Sets = HelpBinding.AllSets, Aliases = "wi" }];
            bindings["Confirm"] = [new HelpBinding { Type = "SwitchParameter", Sets = HelpBinding.AllSets, Aliases = "cf" }];
        }

        return bindings;
    }

    private static IReadOnlyList<HelpBinding> Bindings(PropertyInfo property) =>
    [
        .. property.GetCustomAttributes<ParameterAttribute>()
            .GroupBy(one => (one.Mandatory, one.Position, one.ValueFromPipeline, one.ValueFromPipelineByPropertyName))
            .Select(group => new HelpBinding
            {
                Type = TypeName(property.PropertyType),
                Sets = group.Any(one => one.ParameterSetName == ParameterAttribute.AllParameterSets)
                    ? HelpBinding.AllSets
                    : string.Join(", ", group.Select(one => one.ParameterSetName).Order(StringComparer.Ordinal)),
                Aliases = string.Join(", ", property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []),
                Required = group.Key.Mandatory,
                Position = group.Key.Position == int.MinValue ? "Named" : group.Key.Position.ToString(System.Globalization.CultureInfo.InvariantCulture),
                Pipeline = (group.Key.ValueFromPipeline, group.Key.ValueFromPipelineByPropertyName) switch
                {
                    (true, true) => "True (ByPropertyName, ByValue)",
                    (true, false) => "True (ByValue)",
                    (false, true) => "True (ByPropertyName)",
                    _ => "False",
                },
                Wildcards = property.IsDefined(typeof(SupportsWildcardsAttribute)),
            })
            .OrderBy(binding => binding.Sets, StringComparer.Ordinal),
    ];

    private static string TypeName(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? TypeName(inner) : type.Name;
}
