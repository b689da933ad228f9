using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace MultiBatch.PowerShell.Tests.Engine;

/// <summary>Converts arguments to the types of parameters, as PowerShell does it: without the culture, a value to a list of one, text to an enumeration.</summary>
internal static class Conversion
{
    public static object? To(object? value, Type type)
    {
        if (type == typeof(object))
        {
            return value;
        }

        if (type == typeof(PSObject))
        {
            return value is null ? null : PSObject.AsPSObject(value);
        }

        var inner = value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (inner is null)
        {
            return target.IsValueType && target == type ? Activator.CreateInstance(type) : null;
        }

        if (target.IsInstanceOfType(inner))
        {
            return inner;
        }

        if (target.IsArray)
        {
            var items = inner is IEnumerable list and not string and not IDictionary ? list.Cast<object?>().ToList() : [inner];
            var array = Array.CreateInstance(target.GetElementType()!, items.Count);
            for (var index = 0; index < items.Count; index++)
            {
                array.SetValue(To(items[index], target.GetElementType()!), index);
            }

            return array;
        }

        return target switch
        {
            _ when target == typeof(string) => inner is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : inner.ToString(),
            _ when target == typeof(SwitchParameter) => new SwitchParameter((bool)inner),
            _ when target == typeof(Uri) => new Uri((string)inner, UriKind.RelativeOrAbsolute),
            { IsEnum: true } => Enum.TryParse(target, inner.ToString(), ignoreCase: true, out var choice) ? choice : throw new InvalidCastException($"'{inner}' is no {target.Name}."),
            _ when inner is IConvertible => Convert(inner, target),
            _ => throw new InvalidCastException($"Cannot convert a {inner.GetType().Name} to {target.Name}."),
        };
    }

    private static object Convert(object inner, Type target)
    {
        try
        {
            return System.Convert.ChangeType(inner, target, CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new InvalidCastException(e.Message, e);
        }
    }
}
