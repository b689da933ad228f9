using System.Management.Automation;
using System.Reflection;

namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>A parameter of a cmdlet, as its attributes describe it.</summary>
internal sealed class BoundParameter(PropertyInfo property)
{
    private readonly ParameterAttribute[] _sets = [.. property.GetCustomAttributes<ParameterAttribute>()];

    public PropertyInfo Property { get; } = property;

    public string Name => Property.Name;

    public IReadOnlyList<ParameterAttribute> Sets => _sets;

    public IReadOnlyList<string> Names { get; } = [property.Name, .. property.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []];

    public bool IsFromInput { get; set; }

    public bool IsInAll => _sets.Any(set => set.ParameterSetName == ParameterAttribute.AllParameterSets);

    public bool TakesInput => _sets.Any(set => set.ValueFromPipeline || set.ValueFromPipelineByPropertyName);

    public bool Answers(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    public bool IsIn(string set) => In(set).Any();

    /// <summary>Whether a value, or each element of it, is of the parameter's type without being converted; a transformation is asked first.</summary>
    public bool TakesAsIs(object? value)
    {
        if (Property.GetCustomAttributes<ArgumentTransformationAttribute>().Any())
        {
            return true;
        }

        var inner = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        var type = Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;
        return type == typeof(PSObject) || type.IsInstanceOfType(inner) || (type.IsArray && type.GetElementType()!.IsInstanceOfType(inner));
    }

    public bool IsAt(int position, string set) => In(set).Any(one => one.Position == position);

    public bool IsMandatoryIn(string set) => In(set).Any(one => one.Mandatory);

    public bool TakesValueIn(string set) => In(set).Any(one => one.ValueFromPipeline);

    public bool TakesNameIn(string set) => In(set).Any(one => one.ValueFromPipelineByPropertyName);

    private IEnumerable<ParameterAttribute> In(string set) => _sets.Where(one => one.ParameterSetName == set || one.ParameterSetName == ParameterAttribute.AllParameterSets);
}
