using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;

namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>Binds arguments and pipeline objects to the parameters of a cmdlet, by PowerShell's rules as far as this module uses them.</summary>
internal sealed class Binder
{
    private static readonly string[] CommonNames = ["WhatIf", "Confirm", "Verbose", "ErrorAction", "WarningAction", "InformationAction"];

    private readonly PSCmdlet _cmdlet;
    private readonly List<BoundParameter> _parameters;
    private readonly string _defaultSet;
    private readonly Dictionary<BoundParameter, object?> _initial = [];
    private List<string> _sets;

    public Binder(PSCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _parameters = [.. cmdlet.GetType().GetProperties().Where(property => property.IsDefined(typeof(ParameterAttribute))).Select(property => new BoundParameter(property))];
        _defaultSet = cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()!.DefaultParameterSetName ?? ParameterAttribute.AllParameterSets;

        // The default set counts also where no parameter is of it alone.
        _sets = [.. _parameters.SelectMany(parameter => parameter.Sets).Select(set => set.ParameterSetName).Append(_defaultSet).Where(name => name != ParameterAttribute.AllParameterSets).Distinct()];
        if (_sets.Count == 0)
        {
            _sets = [ParameterAttribute.AllParameterSets];
        }
    }

    public void BindNamed(IReadOnlyDictionary<string, object?> arguments, bool expectsInput, IReadOnlyList<object?>? positional = null)
    {
        foreach (var (name, value) in arguments)
        {
            if (CommonNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _cmdlet.MyInvocation.BoundParameters[name] = value is bool flag ? new SwitchParameter(flag) : value!;
                continue;
            }

            BindArgument(Find(name), value);
        }

        if (_sets.Count == 0)
        {
            throw Unresolved();
        }

        for (var position = 0; position < positional?.Count; position++)
        {
            // The default set is looked at first.
            var taking = _parameters.Where(candidate => !IsBound(candidate) && _sets.Any(set => candidate.IsAt(position, set)))
                .OrderByDescending(candidate => candidate.IsAt(position, _defaultSet)).FirstOrDefault()
                ?? throw new BindingException("PositionalParameterNotFound", $"A positional parameter cannot be found that accepts argument '{positional[position]}'.");
            BindArgument(taking, positional[position]);
        }

        Choose(expectsInput);
        foreach (var parameter in _parameters.Where(parameter => parameter.TakesInput))
        {
            _initial[parameter] = parameter.Property.GetValue(_cmdlet);
        }
    }

    // A name may be cut short as long as one parameter alone begins with it.
    private BoundParameter Find(string name)
    {
        if (_parameters.FirstOrDefault(candidate => candidate.Answers(name)) is { } exact)
        {
            return exact;
        }

        var begun = _parameters.Where(candidate => candidate.Names.Any(one => one.StartsWith(name, StringComparison.OrdinalIgnoreCase))).ToList();
        return begun switch
        {
            [var only] => only,
            [] => throw new BindingException("NamedParameterNotFound", $"A parameter cannot be found that matches parameter name '{name}'."),
            _ => throw new BindingException("AmbiguousParameter", $"Parameter '{name}' is ambiguous: {string.Join(' ', begun.Select(one => "-" + one.Name))}."),
        };
    }

    private void BindArgument(BoundParameter parameter, object? value)
    {
        Bind(parameter, value);
        if (!parameter.IsInAll)
        {
            _sets = [.. _sets.Where(parameter.IsIn)];
        }
    }

    private static BindingException Unresolved() => new("AmbiguousParameterSet", "Parameter set cannot be resolved using the specified named parameters.");

    public void RequireMandatory()
    {
        var missing = _parameters.Where(parameter => parameter.IsMandatoryIn(_cmdlet.ParameterSetName) && !IsBound(parameter)).Select(parameter => parameter.Name).ToList();
        if (missing.Count > 0)
        {
            throw new BindingException("MissingMandatoryParameter", $"Cannot process command because of one or more missing mandatory parameters: {string.Join(' ', missing)}.");
        }
    }

    public void BindInput(object? item)
    {
        foreach (var (parameter, value) in _initial)
        {
            if (parameter.IsFromInput)
            {
                parameter.Property.SetValue(_cmdlet, value);
                _cmdlet.MyInvocation.BoundParameters.Remove(parameter.Name);
                parameter.IsFromInput = false;
            }
        }

        // In PowerShell's order: the object as it is, its properties as they are, the object converted, its properties converted. The default
        // set goes first, and is taken where several are left.
        BindingException? failure = null;
        var bound = BindWhole(item, converts: false, ref failure);
        bound |= BindProperties(item, converts: false, ref failure);
        bound |= BindWhole(item, converts: true, ref failure);
        bound |= BindProperties(item, converts: true, ref failure);
        if (!bound)
        {
            RequireMandatory();
            throw failure ?? new BindingException("InputObjectNotBound", "The input object cannot be bound to any parameters for the command.");
        }

        var sets = _sets.Where(set => _parameters.All(parameter => !parameter.IsFromInput || parameter.TakesValueIn(set) || parameter.TakesNameIn(set))).ToList();
        var complete = sets.Where(set => _parameters.All(parameter => !parameter.IsMandatoryIn(set) || IsBound(parameter))).ToList();
        _cmdlet.ParameterSetName = complete.Contains(_defaultSet) ? _defaultSet : complete.Count > 0 ? complete[0] : _cmdlet.ParameterSetName;
        RequireMandatory();
    }

    // One parameter at most takes the object itself.
    private bool BindWhole(object? item, bool converts, ref BindingException? failure)
    {
        foreach (var parameter in _parameters.Where(parameter => _sets.Any(parameter.TakesValueIn)).OrderByDescending(parameter => parameter.TakesValueIn(_defaultSet)))
        {
            if (IsBound(parameter))
            {
                if (parameter.IsFromInput)
                {
                    return false;
                }
            }
            else if (TryBind(parameter, item, converts, ref failure))
            {
                return true;
            }
        }

        return false;
    }

    private bool BindProperties(object? item, bool converts, ref BindingException? failure)
    {
        var bound = false;
        foreach (var parameter in _parameters.Where(parameter => !IsBound(parameter) && _sets.Any(parameter.TakesNameIn)))
        {
            bound |= item is not null
                && parameter.Names.Select(name => PSObject.AsPSObject(item).Properties[name]).FirstOrDefault(property => property is not null) is { } property
                && TryBind(parameter, property.Value, converts, ref failure);
        }

        return bound;
    }

    private bool TryBind(BoundParameter parameter, object? value, bool converts, ref BindingException? failure)
    {
        if (!converts && !parameter.TakesAsIs(value))
        {
            return false;
        }

        try
        {
            Bind(parameter, value);
            return parameter.IsFromInput = true;
        }
        catch (BindingException e)
        {
            failure ??= e;
            return false;
        }
    }

    private void Choose(bool expectsInput)
    {
        var possible = _sets.Where(set => _parameters.All(parameter => !parameter.IsMandatoryIn(set) || IsBound(parameter) || (expectsInput && (parameter.TakesValueIn(set) || parameter.TakesNameIn(set))))).ToList();
        if (expectsInput && possible.Count > 0)
        {
            // What can be had from no pipeline object will not come any more.
            _sets = possible;
        }

        var chosen = possible.Contains(_defaultSet) ? _defaultSet
            : possible.Count > 0 ? possible.OrderByDescending(set => _parameters.Count(parameter => parameter.IsMandatoryIn(set))).First()
            : _sets.Contains(_defaultSet) ? _defaultSet : _sets[0];
        _cmdlet.ParameterSetName = chosen;
    }

    private bool IsBound(BoundParameter parameter) => _cmdlet.MyInvocation.BoundParameters.ContainsKey(parameter.Name);

    private void Bind(BoundParameter parameter, object? value)
    {
        try
        {
            var transformed = value;
            foreach (var transformation in parameter.Property.GetCustomAttributes<ArgumentTransformationAttribute>())
            {
                transformed = transformation.Transform(new EngineIntrinsics(), transformed!);
            }

            var converted = Conversion.To(transformed, parameter.Property.PropertyType);
            foreach (var validation in parameter.Property.GetCustomAttributes<ValidateArgumentsAttribute>())
            {
                if (validation.Problem(converted) is { } problem)
                {
                    throw new BindingException("ParameterArgumentValidationError", $"Cannot validate argument on parameter '{parameter.Name}': {problem}.");
                }
            }

            parameter.Property.SetValue(_cmdlet, converted);
            _cmdlet.MyInvocation.BoundParameters[parameter.Name] = converted!;
        }
        catch (ArgumentTransformationMetadataException e)
        {
            throw new BindingException("ParameterArgumentTransformationError", $"Cannot process argument transformation on parameter '{parameter.Name}'. {e.Message}", e);
        }
        catch (InvalidCastException e)
        {
            throw new BindingException("CannotConvertArgumentNoMessage", $"Cannot bind parameter '{parameter.Name}'. {e.Message}", e);
        }
    }
}
