using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.FrontEnds.Json;
using MultiBatch.FrontEnds.Wording;
using MultiBatch.Providers;

namespace MultiBatch.Cli.Commands.Connections;

/// <summary><c>multibatch connection …</c></summary>
internal static class ConnectionCommands
{
    public static Command Create(CliHost host) => new Command("connection", "Connections: named ways to reach a provider. They hold no secrets.").With(
        List(host), Add(host), Remove(host), Test(host));

    private static Command List(CliHost host) => new Command("list", "List connections.").Runs(host, async (context, cancellationToken) =>
    {
        var connections = await context.Host.Clients.ListAsync(cancellationToken);
        var defaultName = await context.Host.Clients.GetDefaultAsync(cancellationToken);
        if (!context.IsTable)
        {
            await JsonOutput.WriteListAsync(context.Host, context.Format, connections.ToAsyncEnumerable(), connection => ConnectionJson.Write(connection, connection.Name == defaultName));
            return ExitCodes.Done;
        }

        var columns = new Columns(context.Host, "NAME", "PROVIDER", "REGION", "PROFILE", "DEFAULT", "SETTINGS");
        foreach (var connection in connections)
        {
            columns.Add(
                connection.Name,
                connection.Provider,
                connection.Region,
                connection.Profile,
                connection.Name == defaultName ? "yes" : string.Empty,
                string.Join(' ', connection.Settings.Select(setting => $"{setting.Key}={setting.Value}")));
        }

        columns.Complete("no connections");
        return ExitCodes.Done;
    });

    private static Command Add(CliHost host)
    {
        var names = string.Join(", ", host.Clients.Providers.Select(factory => factory.Provider));
        var provider = new Argument<string?>("PROVIDER") { Description = $"Provider: {names}.", Arity = ArgumentArity.ZeroOrOne };
        var providerOption = CommandExtensions.Text("--provider", "PROVIDER", "The provider, in place of the argument.");
        var name = CommandExtensions.Text("--name", "NAME", "Name of the connection. Default: the provider's.");
        var region = CommandExtensions.Text("--region", "REGION", "Region. Default: the vendor's own configuration decides.");
        var profile = CommandExtensions.Text("--profile", "NAME", "Profile, account or project of the vendor's credential chain.");
        var endpoint = CommandExtensions.Text("--endpoint", "URL", "Another endpoint than the vendor's, for emulators and private links.");
        var proxy = CommandExtensions.Text("--proxy", "URL", "HTTP or SOCKS proxy for the calls of the service, as http://proxy:3128. Default: the environment's proxy variables.");
        var queue = CommandExtensions.Text("--queue", "NAME", "Queue of submits that name none.");
        var settings = CommandExtensions.Texts("--set", "NAME=VALUE", "Further setting of the provider. May be repeated.");
        var replace = CommandExtensions.Flag("--replace", "Replace a connection of the same name.");
        var makeDefault = CommandExtensions.Flag("--default", "Use it when no connection is named.");
        return new Command("add", "Save a connection.")
            .With(provider, name, providerOption, region, profile, endpoint, proxy, queue, settings, replace, makeDefault)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var providerName = ProviderOf(parse.GetValue(provider), parse.GetValue(providerOption), host.Clients.Providers, values);
                var connection = new ConnectionSettings
                {
                    Name = parse.GetValue(name) ?? providerName,
                    Provider = providerName,
                    Region = parse.GetValue(region),
                    Profile = parse.GetValue(profile),
                    Endpoint = AddressOf("--endpoint", parse.GetValue(endpoint), ["http", "https"], "https://host or http://127.0.0.1:port", values),
                    Proxy = AddressOf("--proxy", parse.GetValue(proxy), ["http", "https", "socks4", "socks5"], "http://proxy:3128", values),
                    DefaultQueue = parse.GetValue(queue),
                    Settings = values.Pairs("--set", parse.GetValue(settings)) ?? new Dictionary<string, string>(),
                };
                values.ThrowIfAny();
                await context.Host.Clients.AddAsync(connection, parse.GetValue(replace), parse.GetValue(makeDefault), cancellationToken);
                context.Host.Error.WriteLine($"saved connection {connection.Name}; try it: multibatch connection test {connection.Name}");
                return ExitCodes.Done;
            });
    }

    private static Command Remove(CliHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the connection." };
        return new Command("remove", "Forget a connection. Its jobs are not touched.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var text = context.Parse.GetValue(name)!;
            if (!await context.Host.Clients.RemoveAsync(text, cancellationToken))
            {
                throw new InvalidInputException($"there is no saved connection '{text}'; 'multibatch connection list' shows them");
            }

            context.Host.Error.WriteLine($"removed connection {text}");
            return ExitCodes.Done;
        });
    }

    private static Command Test(CliHost host)
    {
        var name = new Argument<string?>("NAME") { Description = "Name of the connection. Default: the one in use.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("test", "Try a connection: credentials, endpoint, permission to list.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var text = context.Parse.GetValue(name) ?? context.ConnectionName;
            var started = context.Host.TimeProvider.GetTimestamp();
            await using var client = await context.Host.Clients.OpenAsync(text, cancellationToken);
            await client.GetCapabilitiesAsync(cancellationToken);
            await foreach (var job in client.ListJobsAsync(null, cancellationToken))
            {
                break;
            }

            var tried = client.Connection ?? text ?? client.Provider;
            if (!context.IsTable)
            {
                JsonOutput.Write(context.Host, context.Format, ConnectionTestJson.Write(tried, client.Provider, context.Host.TimeProvider.GetElapsedTime(started), null));
            }

            context.Host.Error.WriteLine($"connection {tried} works: provider {client.Provider} answers");
            return ExitCodes.Done;
        });
    }

    private static string ProviderOf(string? argument, string? option, IReadOnlyList<IBatchProviderFactory> factories, Values values)
    {
        var names = factories.Select(factory => factory.Provider).ToList();
        var given = argument ?? option;
        if (given is null)
        {
            values.Add($"PROVIDER: which provider? There are {string.Join(", ", names)}; write it behind 'connection add'");
        }
        else if (argument is not null && option is not null && argument != option)
        {
            values.Add($"--provider: '{option}' contradicts the argument '{argument}'; write one of them");
        }
        else if (!names.Contains(given, StringComparer.Ordinal))
        {
            values.Add($"{(argument is null ? "--provider" : "PROVIDER")}: '{given}' is none of {string.Join(", ", names)}{Nearest.Question(given, names)}");
        }

        return given ?? string.Empty;
    }

    private static Uri? AddressOf(string option, string? text, string[] schemes, string example, Values values)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && schemes.Contains(uri.Scheme))
        {
            return uri;
        }

        values.Add($"{option}: '{text}' is not an address; write {example}");
        return null;
    }
}
