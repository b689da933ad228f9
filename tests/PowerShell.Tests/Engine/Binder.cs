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
        _sets = [.. _parameters.SelectMany(parameter => parameter.Sets).Select(set => set.ParameterSetName).Where(name => name != ParameterAttribute.AllParameterSets).Distinct()];
        if (_sets.Count == 0)
        {
            _sets = [ParameterAttribute.AllParameterSets];
        }

        _defaultSet = cmdlet.GetType().GetCustomAttribute<CmdletAttribute>()!.DefaultParameterSetName ?? ParameterAttribute.AllParameterSets;
    }

    public void BindNamed(IReadOnlyDictionary<string, object?> arguments, bool expectsInput)
    {
        foreach (var (name, value) in arguments)
        {
            if (CommonNames.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                _cmdlet.MyInvocation.BoundParameters[name] = value is bool flag ? new SwitchParameter(flag) : value!;
                continue;
            }

            var parameter = _parameters.FirstOrDefault(candidate => candidate.Answers(name))
                ?? throw new BindingException("NamedParameterNotFound", $"A parameter cannot be found that matches parameter name '{name}'.");
            Bind(parameter, value);
            if (!parameter.IsInAll)
            {
                _sets = [.. _sets.Where(parameter.IsIn)];
            }
        }

        if (_sets.Count == 0)
        {
            throw new BindingException("AmbiguousParameterSet", "Parameter set cannot be resolved using the specified named parameters.");
        }

        Choose(expectsInput);
        foreach (var parameter in _parameters.Where(parameter => parameter.TakesInput))
        {
            _initial[parameter] = parameter.Property.GetValue(_cmdlet);
        }
    }

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

        var bound = false;
        Exception? failure = null;
        foreach (var parameter in _parameters.Where(parameter => !IsBound(parameter) && parameter.TakesValueIn(_cmdlet.ParameterSetName)))
        {
            try
            {
                Bind(parameter, item);
                parameter.IsFromInput = bound = true;
                break;
            }
            catch (BindingException e)
            {
                failure = e;
            }
        }

        foreach (var parameter in _parameters.Where(parameter => !IsBound(parameter) && parameter.TakesNameIn(_cmdlet.ParameterSetName)))
        {
            if (item is not null && parameter.Names.Select(name => PSObject.AsPSObject(item).Properties[name]).FirstOrDefault(property => property is not null) is { } property)
            {
                Bind(parameter, property.Value);
                parameter.IsFromInput = bound = true;
            }
        }

        if (!bound)
        {
            throw failure as BindingException ?? new BindingException("InputObjectNotBound", "The input object cannot be bound to any parameters for the command.");
        }

        RequireMandatory();
    }

    private void Choose(bool expectsInput)
    {
        var possible = _sets.Where(set => _parameters.All(parameter => !parameter.IsMandatoryIn(set) || IsBound(parameter) || (expectsInput && (parameter.TakesValueIn(set) || parameter.TakesNameIn(set))))).ToList();
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
