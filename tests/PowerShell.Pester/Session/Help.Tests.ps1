BeforeDiscovery {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
    $cmdlets = @((Get-Command -Module MultiBatch -CommandType Cmdlet).Name)
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot '../Support/MultiBatch.Testing.psm1') -Force
    Import-TestModule
}

Describe 'Help of <_>' -ForEach $cmdlets {
    BeforeAll {
        $script:cmdlet = $_
        $script:help = Get-Help $cmdlet -Full
    }

    It 'says what it does, with two examples or more' {
        $help.Synopsis | Should -Not -Match "^\s*$cmdlet"
        $help.Synopsis | Should -Match '^[A-Z].+[.]$'
        @($help.examples.example).Count | Should -BeGreaterOrEqual 2
    }

    It 'describes every parameter' {
        $common = [Management.Automation.PSCmdlet]::CommonParameters + [Management.Automation.PSCmdlet]::OptionalCommonParameters
        $wanted = @((Get-Command $cmdlet).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object)
        $described = @($help.parameters.parameter | Where-Object { "$($_.description.Text)".Trim() } | ForEach-Object Name | Where-Object { $_ -notin $common } | Sort-Object)
        $described | Should -Be $wanted
    }

    It 'has examples that PowerShell can read, of commands that exist, with parameters they have' {
        foreach ($example in $help.examples.example) {
            $errors = $null
            $tree = [Management.Automation.Language.Parser]::ParseInput("$($example.code)", [ref]$null, [ref]$errors)
            $errors | Should -BeNullOrEmpty -Because $example.code
            foreach ($call in $tree.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
                $name = $call.GetCommandName()
                if ($name -notmatch '-Batch') { continue }
                $command = Get-Command $name -Module MultiBatch -ErrorAction SilentlyContinue
                $command | Should -Not -BeNullOrEmpty -Because $example.code
                foreach ($parameter in $call.CommandElements | Where-Object { $_ -is [Management.Automation.Language.CommandParameterAst] }) {
                    { $command.ResolveParameter($parameter.ParameterName) } | Should -Not -Throw -Because $example.code
                }
            }
        }
    }
}

Describe 'The about topics' {
    It 'has <_>' -ForEach 'about_MultiBatch', 'about_MultiBatch_Portability' {
        "$(Get-Help $_)".Length | Should -BeGreaterThan 1000
    }
}
