using Microsoft.Extensions.Logging;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Hosting;
using MultiBatch.Providers.Local.Processes;
using MultiBatch.Providers.Local.Registration;

namespace MultiBatch.Providers.Local.Engine;

/// <summary>Makes the source of engines that a provider's options ask for.</summary>
internal static class EngineSources
{
    public static IEngineSource Create(LocalBatchOptions options, ProviderContext context)
    {
        var state = options.StateDirectory ?? StateDirectories.For(null);
        var logger = context.LoggerFactory.CreateLogger(typeof(LocalBatchProvider).FullName!);
        var engine = new EngineOptions
        {
            StateFolder = state,
            LaunchPath = options.PortableLaunch switch
            {
                null => LauncherFactory.FromEnvironment(),
                true => LaunchPath.Portable,
                false => LaunchPath.Best,
            },
            StopGrace = options.StopGrace,
            LongestBypass = options.LongestBypass,
            LargestLog = options.LargestLog,
            KeepsFailedScratch = options.KeepFailedScratch,

            // In process the application that hosts the engine is also the one that submits.
            ReadsSecretsFromEnvironment = options.HostMode == HostMode.InProcess,
            Time = context.TimeProvider,
            Logger = logger,
        };
        return new LocalEngineSource(
            new SourceOptions { StateDirectory = state, Mode = options.HostMode },
            async (directory, cancellationToken) => await LocalEngine.OpenAsync(engine with { StateFolder = directory.Path }, cancellationToken).ConfigureAwait(false),
            _ => throw EngineErrors.New(BatchErrorCode.Unsupported, "This program cannot start an engine of its own.", state),
            context.TimeProvider,
            logger);
    }
}
