import { defineConfig } from 'vitepress';

const GUIDE = [
  {
    text: 'Guide',
    items: [
      { text: 'Getting started', link: '/getting-started' },
      { text: 'Cookbook', link: '/cookbook' },
      { text: 'How it composes', link: '/how-it-composes' },
      { text: 'Hosting', link: '/hosting' },
      { text: 'Licence and copyright', link: '/licence' },
    ],
  },
  {
    text: 'Reference',
    items: [
      { text: 'Command line', link: '/reference/cli' },
      { text: 'HTTP', link: '/reference/http' },
      { text: 'MCP', link: '/reference/mcp' },
      { text: 'TypeScript', link: '/reference/typescript' },
      { text: 'Client library', link: '/reference/client' },
    ],
  },
];

export default defineConfig({
  title: 'Cuesmith',
  description: 'Words in, a finished soundtrack and a finished video out, on your own computer.',
  // Beside what else is made and never committed.
  outDir: '../../.cache/docs',
  cacheDir: '../../.cache/docs-vite',
  cleanUrls: false,
  head: [
    ['link', { rel: 'icon', href: '/mark.svg', type: 'image/svg+xml' }],
    ['meta', { name: 'theme-color', content: '#0f766e' }],
  ],
  themeConfig: {
    logo: '/mark.svg',
    search: {
      provider: 'local',
      options: {
        locales: {
          zh: {
            translations: {
              button: { buttonText: '搜索', buttonAriaLabel: '搜索' },
              modal: {
                noResultsText: '没有结果：',
                resetButtonTitle: '清除',
                footer: { selectText: '打开', navigateText: '移动', closeText: '关闭' },
              },
            },
          },
        },
      },
    },
    outline: { level: [2, 3] },
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      themeConfig: {
        nav: [
          { text: 'Getting started', link: '/getting-started' },
          { text: 'Cookbook', link: '/cookbook' },
          { text: 'Reference', link: '/reference/cli', activeMatch: '/reference/' },
        ],
        sidebar: GUIDE,
      },
    },
    zh: {
      label: '简体中文',
      lang: 'zh-CN',
      title: 'Cuesmith',
      description: '输入文字，得到完成的配乐和视频，全部在自己的电脑上完成。',
      themeConfig: {
        nav: [{ text: '快速开始', link: '/zh/getting-started' }],
        sidebar: [
          {
            text: '指南',
            items: [{ text: '快速开始', link: '/zh/getting-started' }],
          },
          {
            text: '英文文档',
            items: [
              { text: '实例', link: '/cookbook' },
              { text: '作曲原理', link: '/how-it-composes' },
              { text: '部署', link: '/hosting' },
              { text: '许可与版权', link: '/licence' },
              { text: '命令行', link: '/reference/cli' },
            ],
          },
        ],
        outline: { level: [2, 3], label: '本页内容' },
        docFooter: { prev: '上一页', next: '下一页' },
        darkModeSwitchLabel: '外观',
        sidebarMenuLabel: '目录',
        returnToTopLabel: '回到顶部',
        langMenuLabel: '语言',
      },
    },
  },
});
