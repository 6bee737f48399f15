// The house's own lint rules (docs/GLOSSARY.md, style): what each file says about itself, and the words that are not used.
import type { Rule } from 'eslint'

/** Every file begins with a comment that says what it is and which process runs it. */
export const fileHeader: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      missing: 'Begin the file with one to eight lines: what it is, which process runs it, where in the protocol.',
    },
  },
  create: (context) => ({
    Program(node) {
      const comments = context.sourceCode.getAllComments()
      const body = context.sourceCode.ast.body[0]
      const head = comments.filter(
        (comment) => body === undefined || (comment.range?.[0] ?? 0) < (body.range?.[0] ?? 0),
      )
      const lines = head.flatMap((comment) => comment.value.split('\n'))
      const starts = head[0]?.loc?.start.line === 1
      if (!starts || lines.join(' ').length < 20) context.report({ node, messageId: 'missing' })
    },
  }),
}

/** Words for which the glossary has another; whole words of an identifier, in any case. */
const replaced: Readonly<Record<string, string>> = {
  acl: 'grant',
  company: 'organisation',
  friend: 'contact',
  helper: 'a name for what it does',
  helpers: 'a name for what it does',
  ledger: 'log',
  permission: 'right or grant',
  team: 'organisation',
  username: 'identity',
  util: 'a name for what it does',
  utils: 'a name for what it does',
}

export const glossary: Rule.RuleModule = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { foreign: '“{{word}}” is not our word: {{instead}} (docs/GLOSSARY.md).' },
  },
  create: (context) => {
    const check = (node: Rule.Node, name: string) => {
      for (const word of name.split(/(?<=[a-z0-9])(?=[A-Z])|_/).map((part) => part.toLowerCase())) {
        const instead = replaced[word]
        if (instead !== undefined) context.report({ node, messageId: 'foreign', data: { word, instead } })
      }
    }
    return {
      'VariableDeclarator > Identifier.id': (node: Rule.Node & { name: string }) => check(node, node.name),
      'FunctionDeclaration > Identifier.id': (node: Rule.Node & { name: string }) => check(node, node.name),
      'ClassDeclaration > Identifier.id': (node: Rule.Node & { name: string }) => check(node, node.name),
      'TSTypeAliasDeclaration > Identifier.id': (node: Rule.Node & { name: string }) => check(node, node.name),
      'TSPropertySignature > Identifier.key': (node: Rule.Node & { name: string }) => check(node, node.name),
    }
  },
}
