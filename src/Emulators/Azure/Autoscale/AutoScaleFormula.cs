using System.Globalization;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.Scheduling;

namespace MultiBatch.Emulators.Azure.Autoscale;

/// <summary>
/// Formulas of automatic scaling: assignments, arithmetic, comparisons, conditions, the usual functions, and samples of which there is always one, the
/// present. https://learn.microsoft.com/azure/batch/batch-automatic-scaling
/// </summary>
internal sealed partial class AutoScaleFormula
{
    private const string Dedicated = "$TargetDedicatedNodes";
    private const string Spot = "$TargetLowPriorityNodes";
    private const string Option = "$NodeDeallocationOption";

    private readonly Dictionary<string, object> _variables;
    private readonly List<string> _tokens;
    private int _at;

    private AutoScaleFormula(string text, Dictionary<string, object> variables)
    {
        _tokens = Token().Matches(Remark().Replace(text, string.Empty)).Select(match => match.Value).ToList();
        _variables = variables;
    }

    /// <summary>Evaluates a formula for a pool as it is.</summary>
    public static AutoScaleResult Run(string text, PoolEntry pool, AzureContext context)
    {
        var result = new AutoScaleResult { Time = context.Now, Dedicated = pool.TargetDedicated, Spot = pool.TargetSpot };
        var formula = new AutoScaleFormula(text, AutoScaleVariables.Of(pool, context));
        try
        {
            formula.RunAll();
        }
        catch (FormatException error)
        {
            return result with { Error = error.Message };
        }

        return result with
        {
            Dedicated = formula.Count(Dedicated, pool.TargetDedicated),
            Spot = formula.Count(Spot, pool.TargetSpot),
            Option = formula._variables.GetValueOrDefault(Option) is string word && Enum.TryParse<DeallocationOption>(word, ignoreCase: true, out var option) ? option : DeallocationOption.Requeue,
        };
    }

    private int Count(string name, int otherwise) => _variables.GetValueOrDefault(name) is { } value ? (int)Math.Max(0, Math.Round(Number(value), MidpointRounding.AwayFromZero)) : otherwise;

    private void RunAll()
    {
        while (_at < _tokens.Count)
        {
            if (TryTake(";"))
            {
                continue;
            }

            var name = Next();
            Take("=");
            _variables[name == "$TargetDedicated" ? Dedicated : name] = Condition();
            if (_at < _tokens.Count)
            {
                Take(";");
            }
        }
    }

    private object Condition()
    {
        var test = Binary(0);
        if (!TryTake("?"))
        {
            return test;
        }

        var yes = Condition();
        Take(":");
        var no = Condition();
        return Number(test) != 0 ? yes : no;
    }

    private object Binary(int level)
    {
        if (level == Levels.Length)
        {
            return Unary();
        }

        var left = Binary(level + 1);
        while (_at < _tokens.Count && Levels[level].Contains(_tokens[_at]))
        {
            var sign = Next();
            left = Apply(sign, Number(left), Number(Binary(level + 1)));
        }

        return left;
    }

    private static readonly string[][] Levels = [["||"], ["&&"], ["==", "!="], ["<", ">", "<=", ">="], ["+", "-"], ["*", "/"]];

    private static object Apply(string sign, double left, double right) => sign switch
    {
        "||" => Truth(left != 0 || right != 0),
        "&&" => Truth(left != 0 && right != 0),
        "==" => Truth(left == right),
        "!=" => Truth(left != right),
        "<" => Truth(left < right),
        ">" => Truth(left > right),
        "<=" => Truth(left <= right),
        ">=" => Truth(left >= right),
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        _ => right == 0 ? throw new FormatException("Division by zero") : left / right,
    };

    private object Unary() => TryTake("-") ? -Number(Unary()) : TryTake("!") ? Truth(Number(Unary()) == 0) : Postfix();

    private object Postfix()
    {
        var (value, name) = Primary();
        while (TryTake("."))
        {
            var member = Next();
            var arguments = TryTake("(") ? Arguments() : [];
            value = member.ToUpperInvariant() switch
            {
                "GETSAMPLE" => new[] { Number(value) },
                "GETSAMPLEPERCENT" => 100.0,
                "GETSAMPLEPERIOD" => 30.0,
                "COUNT" => 1.0,
                _ => throw new FormatException($"{Place()}: Undefined member: {name}.{member}, {arguments.Count.ToString(CultureInfo.InvariantCulture)} arguments"),
            };
        }

        return value;
    }

    private (object Value, string Name) Primary()
    {
        if (TryTake("("))
        {
            var inner = Condition();
            Take(")");
            return (inner, "()");
        }

        var token = Next();
        if (double.TryParse(token, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return (number, token);
        }

        if (TryTake("("))
        {
            return (Call(token, Arguments()), token);
        }

        return token.ToUpperInvariant() switch
        {
            "REQUEUE" or "TERMINATE" or "TASKCOMPLETION" or "RETAINEDDATA" => (token, token),
            "TRUE" => (1.0, token),
            "FALSE" => (0.0, token),
            _ => _variables.TryGetValue(token, out var value) ? (value, token) : throw new FormatException($"{Place()}: Undefined symbol: {token}"),
        };
    }

    private object Call(string name, List<object> arguments)
    {
        var numbers = arguments.SelectMany(argument => argument as double[] ?? [Number(argument)]).ToList();
        if (numbers.Count == 0 && name != "time")
        {
            throw new FormatException($"{Place()}: {name} needs an argument");
        }

        return name switch
        {
            "min" => numbers.Min(),
            "max" => numbers.Max(),
            "avg" => numbers.Average(),
            "sum" => numbers.Sum(),
            "len" => (double)numbers.Count,
            "floor" => Math.Floor(numbers[0]),
            "ceil" => Math.Ceiling(numbers[0]),
            "round" => Math.Round(numbers[0]),
            "abs" => Math.Abs(numbers[0]),
            "val" => numbers[0],
            "time" => 0.0,
            _ => throw new FormatException($"{Place()}: Undefined symbol: {name}"),
        };
    }

    private List<object> Arguments()
    {
        var arguments = new List<object>();
        while (!TryTake(")"))
        {
            if (arguments.Count > 0)
            {
                Take(",");
            }

            arguments.Add(Condition());
        }

        return arguments;
    }

    private static double Number(object value) => value switch
    {
        double number => number,
        double[] { Length: > 0 } samples => samples[^1],
        _ => throw new FormatException($"Not a number: {value}"),
    };

    private static double Truth(bool value) => value ? 1 : 0;

    private string Next() => _at < _tokens.Count ? _tokens[_at++] : throw new FormatException($"{Place()}: Unexpected end of the formula");

    private bool TryTake(string token)
    {
        if (_at < _tokens.Count && _tokens[_at] == token)
        {
            _at++;
            return true;
        }

        return false;
    }

    private void Take(string token)
    {
        if (!TryTake(token))
        {
            throw new FormatException($"{Place()}: Expected {token}");
        }
    }

    private string Place() => string.Create(CultureInfo.InvariantCulture, $"Line 1, Symbol {_at}");

    [GeneratedRegex(@"[$\w]+(?:\.\d+)?|&&|\|\||[=!<>]=|[^\s]")]
    private static partial Regex Token();

    [GeneratedRegex(@"/\*.*?\*/|//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Remark();
}
