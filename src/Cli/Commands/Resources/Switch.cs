using MultiBatch.Cli.Input;

namespace MultiBatch.Cli.Commands.Resources;

/// <summary>Reads <c>--enable</c> and <c>--disable</c>.</summary>
internal static class Switch
{
    public static bool? Read(bool enable, bool disable, Values values)
    {
        if (enable && disable)
        {
            values.Add("--enable and --disable cannot be given together: leave one of them out");
        }

        return enable ? true : disable ? false : null;
    }
}
