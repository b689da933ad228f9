BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
}

Describe 'Other versions of what the module depends on, loaded before it' {
    BeforeDiscovery {
        $names = 'Azure.Core', 'System.Text.Json', 'AWSSDK.Core', 'YamlDotNet', 'Polly.Core'
    }

    BeforeAll {
        # An assembly of that name that has none of the right types.
        $script:folder = New-TestFolder
        foreach ($name in 'Azure.Core', 'System.Text.Json', 'AWSSDK.Core', 'YamlDotNet', 'Polly.Core') {
            $source = "[assembly: System.Reflection.AssemblyVersion(`"1.0.0.1`")] public class $($name.Replace('.', ''))Stranger { }"
            Add-Type -TypeDefinition $source -OutputAssembly (Join-Path $folder "$name.dll")
        }

        # Sessions side by side: each waits for others more than it works.
        $script:strangers = @{}
        $support = Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1'
        Get-ChildItem $folder -Filter *.dll | ForEach-Object -ThrottleLimit 2 -Parallel {
            Import-Module $using:support
            $result = Invoke-Session -Arguments $_.FullName {
                $strange = [Reflection.Assembly]::LoadFile($args[1])
                try { $null = [Reflection.Assembly]::LoadFrom($args[1]) } catch { }
                Import-Module $args[0]
                $job = Submit-BatchJob -Command 'true' -Wait
                $plan = Get-BatchPlan -Command 'true'
                [pscustomobject]@{ Strange = $strange.GetName().Version.ToString(); State = $job.State.ToString(); Json = $plan.ToJson().Length -gt 2 }
            }
            [pscustomobject]@{ Name = $_.BaseName; Result = $result }
        } | ForEach-Object { $strangers[$_.Name] = $_.Result }
    }

    It 'does not mind a strange <_>' -ForEach $names {
        $seen = $strangers[$_]
        $seen.Strange | Should -Be '1.0.0.1'
        $seen.State | Should -Be 'Succeeded'
        $seen.Json | Should -BeTrue
    }

    It 'does not mind all of them at once, loaded as modules' {
        $seen = Invoke-Session -Arguments $folder {
            foreach ($file in Get-ChildItem $args[1] -Filter *.dll) { Import-Module $file.FullName -ErrorAction SilentlyContinue }
            Import-Module $args[0]
            (Submit-BatchJob -Command 'true' -Wait).State.ToString()
        }
        $seen | Should -Be 'Succeeded'
    }

    It 'leaves only its loader in the default load context' {
        $seen = Invoke-Session {
            Import-Module $args[0]
            $null = Get-BatchCapability
            $folder = Split-Path $args[0]
            [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { $_.Location -and $_.Location.StartsWith($folder) } | ForEach-Object { $_.GetName().Name }
        }
        @($seen) | Should -Be 'MultiBatch.PowerShell.Loader'
    }
}
